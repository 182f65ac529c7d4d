/** Those of `candidates` that somebody who typed `wanted` may have meant, best first, at most 3. */
export function similar(wanted: string, candidates: readonly string[]): string[] {
  const scored = candidates.map((candidate) => ({ candidate, score: distance(wanted, candidate) }));
  return scored
    .filter(({ score }) => score <= 0.5)
    .sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** 0 for equal names and for a part of one, else edits per character. */
function distance(left: string, right: string): number {
  const [a, b] = [plain(left), plain(right)];
  if (a !== "" && b.includes(a)) return 0;
  return edits(a, b) / Math.max(a.length, b.length, 1);
}

function plain(name: string): string {
  const base = name.replaceAll("\\", "/").split("/").at(-1) ?? "";
  return base.toLowerCase().replace(/\.\w+$/, "");
}

// Levenshtein's distance, a row at a time.
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
