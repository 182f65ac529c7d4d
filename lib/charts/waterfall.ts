import { counted } from "./words.ts";

/** One bar of a waterfall: from the sum so far to the sum with it. */
export interface Step {
  readonly asset: string;
  readonly pnlUsd: number;
  readonly from: number;
  readonly to: number;
  readonly kind: "asset" | "others" | "total";
}

interface Part {
  readonly asset: string;
  readonly pnlUsd: number;
}

/**
 * Parts in order from the largest loss to the largest gain, each from the sum so far, then the
 * total from zero. Beyond `most` parts the smallest in size are one bar, before the total.
 */
export function waterfall(parts: readonly Part[], most: number): Step[] {
  const bySize = parts.toSorted((a, b) => Math.abs(b.pnlUsd) - Math.abs(a.pnlUsd));
  const apart = parts.length > most ? bySize.slice(0, Math.max(most - 1, 1)) : bySize;
  const rest = bySize.slice(apart.length);
  const steps: Step[] = [];
  let sum = 0;
  const add = (part: Part, kind: Step["kind"]): void => {
    steps.push({ ...part, from: sum, to: sum + part.pnlUsd, kind });
    sum += part.pnlUsd;
  };
  for (const { asset, pnlUsd } of apart.toSorted((a, b) => a.pnlUsd - b.pnlUsd)) {
    add({ asset, pnlUsd }, "asset");
  }
  if (rest.length > 0) {
    const pnlUsd = rest.reduce((total, part) => total + part.pnlUsd, 0);
    add({ asset: counted(rest.length, "other"), pnlUsd }, "others");
  }
  const total = parts.reduce((all, part) => all + part.pnlUsd, 0);
  return [...steps, { asset: "total", pnlUsd: total, from: 0, to: total, kind: "total" }];
}
