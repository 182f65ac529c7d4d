import { expect, test } from "vitest";
import { readWorstLosses, worstLossesTask } from "../../../lib/parallel/tasks/worst-losses.ts";
import { largestOf, planScreen, screenBlock, worstOfAll } from "../../../lib/var/worst-losses.ts";
import { lawOf } from "../math/kernels/any-law.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";

test.each([undefined, -Infinity])(
  "blocks hold what reaches a limit of %o, over whatever lay there",
  (limit) => {
    const law = lawOf(3, 0.04);
    const options = { scenarios: 4 * screenBlock + 1, count: 700 };
    const found = planScreen(law, options)!;
    const plan = limit === undefined ? found : { limit, screen: { ...found.screen } };
    if (limit !== undefined) plan.screen.polynomial[0] = limit;
    const { count, write } = worstLossesTask({ law, scenarios: options.scenarios, plan });
    const losses = new Float64Array(count).fill(-1e9);
    for (const [first, end] of [
      [0, screenBlock],
      [screenBlock, 3 * screenBlock],
      [3 * screenBlock, count],
    ] as const) {
      write({ first, count: end - first }, [losses.subarray(first, end)]);
    }
    const parts = readWorstLosses(losses);
    expect(parts).toHaveLength(5);
    expectSameBits(largestOf(parts, 700)!, worstOfAll(law, options));
    const kept = parts.reduce((sum, part) => sum + part.length, 0);
    if (limit === -Infinity) expect(kept).toBe(count);
    else expect(kept).toBeLessThan(1_200);
  },
);
