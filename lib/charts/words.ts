/** `1 day`, `1,461 days`. */
export function counted(count: number, noun: string): string {
  const number = String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${number} ${noun}${count === 1 ? "" : "s"}`;
}

/** `BTC`, `BTC and ETH`, `BTC, ETH and SOL`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** Sentences as one text, each ended with a full stop; empty ones left out. */
export function sentences(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(" ");
}

/** `2019-07-01 to 2023-06-30`, one date where both are the same. */
export function period(from: string, to: string): string {
  return from === to ? from : `${from} to ${to}`;
}

/** `Source: data/daily-close.csv`; throws a TypeError when the source is not named. */
export function sourced(source: string): string {
  if (typeof source === "string" && source.trim() !== "") return `Source: ${source}`;
  throw new TypeError(`source must name where the figures come from: ${String(source)}`);
}

/** The text with its first letter in upper case. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
