import { compareJson } from "./compare-json.ts";
import { compareText } from "./compare-text.ts";
import type { DifferenceSink, SameNumber } from "./difference.ts";
import type { Json } from "./json.ts";
import type { DisplayOutput, Output } from "./notebook.ts";

interface CompareOptions {
  readonly sink: DifferenceSink;
  readonly sameNumber: SameNumber;
}

/** Compares the outputs of one cell, committed and new, each with its counterpart in order. */
export function compareOutputs(
  outputs: { readonly committed: readonly Output[]; readonly now: readonly Output[] },
  options: CompareOptions,
): void {
  const { committed, now } = outputs;
  for (let i = 0; i < Math.max(committed.length, now.length); i++) {
    const [before, after] = [committed[i], now[i]];
    const name = `output ${i + 1}`;
    if (before?.kind === "display" && after?.kind === "display") {
      compareDisplays(name, { committed: before, now: after }, options);
    } else if (isStream(before) && isStream(after) && before.name === after.name) {
      const texts = { committed: before.text, now: after.text };
      compareText(`${name}, ${before.name}`, texts, options);
    } else {
      options.sink.add({ place: name, committed: describe(before), now: describe(after) });
    }
  }
}

function compareDisplays(
  name: string,
  { committed, now }: { readonly committed: DisplayOutput; readonly now: DisplayOutput },
  options: CompareOptions,
): void {
  const metadata = { committed: committed.metadata, now: now.metadata };
  compareJson(`${name}, metadata`, metadata, options);
  const sameData = JSON.stringify(metadata.committed) === JSON.stringify(metadata.now);
  for (const type of new Set([...Object.keys(committed.data), ...Object.keys(now.data)].sort())) {
    const values = { committed: committed.data[type], now: now.data[type] };
    const place = `${name}, ${type}`;
    if (type.startsWith("image/")) comparePictures(place, values, { ...options, sameData });
    else if (typeof values.committed === "string" && typeof values.now === "string") {
      compareText(place, { committed: values.committed, now: values.now }, options);
    } else compareJson(place, values, options);
  }
}

function comparePictures(
  place: string,
  { committed, now }: { readonly committed: Json | undefined; readonly now: Json | undefined },
  { sink, sameData }: CompareOptions & { readonly sameData: boolean },
): void {
  if (committed === now) return;
  const why = sameData ? " of the same data" : "";
  sink.add({ place, committed: picture(committed, why), now: picture(now, why) });
}

function picture(value: Json | undefined, why: string): string {
  if (typeof value !== "string") return "nothing";
  return `another picture${why} (${Buffer.from(value, "base64").length} bytes)`;
}

function isStream(output: Output | undefined): output is Extract<Output, { kind: "stream" }> {
  return output?.kind === "stream";
}

function describe(output: Output | undefined): string {
  if (output === undefined) return "nothing";
  if (output.kind === "stream") return `${output.name} ${JSON.stringify(output.text)}`;
  if (output.kind === "error") return `error ${output.name}: ${output.value}`;
  return Object.keys(output.data).sort().join(" and ");
}
