import { diffArrays } from "diff";

/** A line of a difference: taken away, put in, or there for context; `gap` stands for more. */
export interface DiffLine {
  readonly mark: "-" | "+" | " " | "gap";
  readonly text: string;
}

/** The changed lines with `context` unchanged ones around each change; empty without a change. */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
  { context }: { readonly context: number },
): DiffLine[] {
  const all = diffArrays([...before], [...after]).flatMap(({ added, removed, value }) =>
    value.map((text): DiffLine => ({ mark: added ? "+" : removed ? "-" : " ", text })),
  );
  const isNear = all.map((_, index) =>
    all.slice(Math.max(0, index - context), index + context + 1).some(({ mark }) => mark !== " "),
  );
  const lines: DiffLine[] = [];
  for (const [index, line] of all.entries()) {
    if (!isNear[index]) continue;
    if (lines.length > 0 && !isNear[index - 1]) lines.push({ mark: "gap", text: "" });
    lines.push(line);
  }
  return lines;
}
