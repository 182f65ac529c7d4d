import { type DifferenceSink, numberDifference, type SameNumber } from "./difference.ts";
import { isJsonObject, type Json } from "./json.ts";

/** Compares two JSON values leaf by leaf; `place` is the path of the values themselves. */
export function compareJson(
  place: string,
  values: { readonly committed: Json | undefined; readonly now: Json | undefined },
  options: { readonly sink: DifferenceSink; readonly sameNumber: SameNumber },
): void {
  const { committed, now } = values;
  if (typeof committed === "number" && typeof now === "number") {
    if (options.sameNumber(committed, now)) return;
    options.sink.add(numberDifference(place, numeral(committed), numeral(now)));
  } else if (isList(committed) && isList(now)) {
    compareLists(place, { committed, now }, options);
  } else if (isJsonObject(committed) && isJsonObject(now)) {
    for (const key of new Set([...Object.keys(committed), ...Object.keys(now)].sort())) {
      compareJson(`${place}.${key}`, { committed: committed[key], now: now[key] }, options);
    }
  } else if (committed !== now) {
    options.sink.add({ place, committed: show(committed), now: show(now) });
  }
}

function compareLists(
  place: string,
  { committed, now }: { readonly committed: readonly Json[]; readonly now: readonly Json[] },
  options: { readonly sink: DifferenceSink; readonly sameNumber: SameNumber },
): void {
  if (committed.length !== now.length) {
    options.sink.add({
      place,
      committed: `${committed.length} elements`,
      now: `${now.length} elements`,
    });
  }
  for (let i = 0; i < Math.min(committed.length, now.length); i++) {
    compareJson(`${place}[${i}]`, { committed: committed[i], now: now[i] }, options);
  }
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function numeral(value: number): { text: string; value: number } {
  return { text: String(value), value };
}

function show(value: Json | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
