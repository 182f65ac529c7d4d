import { expect, test } from "vitest";
import { parallelMonteCarloVar } from "../../../lib/parallel/parallel-monte-carlo-var.ts";
import { monteCarloVar } from "../../../lib/var/monte-carlo-var.ts";
import { scenarioOptions } from "./one-var.ts";

test("gives all that monteCarloVar gives, and how it was come by", async () => {
  const options = { ...scenarioOptions, intervalLevel: 0.9, meanLogReturns: [0.001, 0, -0.001] };
  const { jobs, replaced, ...found } = await parallelMonteCarloVar(options, { jobs: 2 });
  expect(found).toEqual(monteCarloVar(options));
  expect({ jobs, replaced }).toEqual({ jobs: 2, replaced: 0 });
});

test("refuses what monteCarloVar refuses, before a worker is asked", async () => {
  const run = parallelMonteCarloVar({ ...scenarioOptions, scenarios: 99 }, { jobs: 2 });
  await expect(run).rejects.toThrow(
    /^scenarios must (be|have|number) at least 100.*: 99$|^scenarios must/,
  );
  const indefinite = { rows: 1, columns: 1, values: Float64Array.of(-1) };
  const options = { ...scenarioOptions, exposures: [1], covariance: indefinite };
  await expect(parallelMonteCarloVar(options, { jobs: 2 })).rejects.toThrow(RangeError);
});
