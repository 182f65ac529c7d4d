const characters = [..."0123456789.", ""];

/**
 * The figure that stood in a cell before one character of it was changed, added or removed:
 * the only such text that `fits` the recorded fingerprint, or undefined when there is none or
 * more than one.
 */
export function recoverFigure(cell: string, fits: (text: string) => boolean): string | undefined {
  const candidates = new Set(["", ...replacements(cell), ...insertions(cell)]);
  candidates.delete(cell);
  const fitting = [...candidates].filter(fits);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function replacements(cell: string): string[] {
  return [...cell].flatMap((_, i) =>
    characters.map((character) => cell.slice(0, i) + character + cell.slice(i + 1)),
  );
}

function insertions(cell: string): string[] {
  return Array.from({ length: cell.length + 1 }, (_, i) => i).flatMap((i) =>
    [...characters, "-"].map((character) => cell.slice(0, i) + character + cell.slice(i)),
  );
}
