import { compareJson } from "./compare-json.ts";
import type { CompareOptions } from "./compare-number-pair.ts";
import { comparePictures } from "./compare-pictures.ts";
import { compareText } from "./compare-text.ts";
import type { JsonObject } from "./json.ts";
import type { DisplayOutput, Output } from "./notebook.ts";

const pixelType = /^image\/(?!svg)/;

/** Compares two outputs, a committed one and its counterpart in the new run. */
export function compareOutput(
  { committed, now }: { readonly committed: Output; readonly now: Output },
  options: CompareOptions,
): void {
  if (committed.kind === "display" && now.kind === "display") {
    compareDisplays({ committed, now }, options);
  } else if (committed.kind === "stream" && now.kind === "stream" && committed.name === now.name) {
    compareText(now.name, { committed: committed.text, now: now.text }, options);
  } else {
    const kinds = { committed: describeOutput(committed), now: describeOutput(now) };
    options.sink.add({ path: "kind of output", kind: "structure", ...kinds });
  }
}

interface Displays {
  readonly committed: DisplayOutput;
  readonly now: DisplayOutput;
}

function compareDisplays({ committed, now }: Displays, options: CompareOptions): void {
  const data = comparePayload({ committed, now }, options);
  for (const type of new Set([...Object.keys(committed.data), ...Object.keys(now.data)].sort())) {
    const values = { committed: committed.data[type], now: now.data[type] };
    if (typeof values.committed !== "string" || typeof values.now !== "string") {
      compareJson(type, values, options);
    } else if (pixelType.test(type)) {
      comparePicture(type, { committed: values.committed, now: values.now }, { ...options, data });
    } else compareText(type, { committed: values.committed, now: values.now }, options);
  }
}

/** How the data under two pictures compares. */
type PayloadVerdict = "none" | "equal" | "tolerated" | "differs";

function comparePayload({ committed, now }: Displays, options: CompareOptions): PayloadVerdict {
  let verdict: PayloadVerdict = hasPayload(now.metadata) ? "equal" : "none";
  const sink = {
    add: (difference: Parameters<CompareOptions["sink"]["add"]>[0]): void => {
      verdict = "differs";
      options.sink.add(difference);
    },
    tolerated: (relative: number): void => {
      if (verdict === "equal") verdict = "tolerated";
      options.sink.tolerated(relative);
    },
  };
  const metadata = { committed: committed.metadata, now: now.metadata };
  compareJson("metadata", metadata, { ...options, sink });
  return verdict;
}

function comparePicture(
  path: string,
  pictures: { readonly committed: string; readonly now: string },
  { sink, data }: CompareOptions & { readonly data: PayloadVerdict },
): void {
  // Drawn from numbers that a declared tolerance lets differ, it cannot be the same picture.
  if (data === "tolerated") return;
  const found = comparePictures(pictures);
  if (found === undefined) return;
  sink.add({ path, kind: data === "equal" ? "picture-only" : "picture", ...found });
}

function hasPayload(metadata: JsonObject): boolean {
  return metadata.stressbook !== undefined;
}

/** An output in a few words: `stdout "VaR 5.7 %"`, `image/png and text/plain`. */
export function describeOutput(output: Output): string {
  if (output.kind === "stream") return `${output.name} ${firstLine(output.text)}`;
  if (output.kind === "error") return `error ${output.name}: ${output.value}`;
  const types = Object.keys(output.data).sort().join(" and ");
  const text = output.data["text/plain"];
  return typeof text === "string" ? `${types}: ${firstLine(text)}` : types;
}

function firstLine(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 57)}...` : line);
}

/** Whether two outputs are of one sort: the same stream, or the same types under the same title. */
export function areAlike(committed: Output, now: Output): boolean {
  if (committed.kind === "stream") return now.kind === "stream" && committed.name === now.name;
  return describeOutput(committed) === describeOutput(now);
}
