import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { parallelPathVar } from "../../../lib/parallel/parallel-path-var.ts";
import type { PathModelSpec } from "../../../lib/parallel/path-model-spec.ts";
import { pathVar } from "../../../lib/var/path-var.ts";
import { bitsOf, model, modelOptions, pathOptions } from "./one-var.ts";

describe("parallelPathVar", () => {
  test("keeps pairs and Sobol replicates whole over workers", async () => {
    for (const sampling of [
      { sampling: "antithetic" },
      { sampling: "sobol", pointsPerReplicate: 64, paths: 64 * 40 },
    ] as const) {
      const asked = { ...pathOptions, paths: 2_000, ...sampling };
      const found = await parallelPathVar(model, asked, { jobs: 2 });
      expect(bitsOf(found)).toBe(bitsOf(pathVar(brownianModel(modelOptions), asked)));
    }
  });

  test("passes on what the work itself refuses midway, as itself", async () => {
    const wild: PathModelSpec = {
      kind: "brownian",
      options: { ...modelOptions, drift: { ...modelOptions.drift, annualGrowth: [3e5, 0] } },
    };
    for (const jobs of [1, 2]) {
      const run = parallelPathVar(wild, pathOptions, { jobs });
      await expect(run).rejects.toThrow(RangeError);
      await expect(run).rejects.toThrow("price of BTC on path");
    }
  });

  test("refuses a model of no kind and what pathVar refuses", async () => {
    const none = { ...model, kind: "mine" } as unknown as PathModelSpec;
    await expect(parallelPathVar(none, pathOptions, { jobs: 2 })).rejects.toThrow(
      "kind of model must be",
    );
    const wrong = parallelPathVar(model, { ...pathOptions, confidence: 99 }, { jobs: 2 });
    await expect(wrong).rejects.toThrow("confidence must be in (0, 1): 99");
  });

  test("refuses a model with a function in it, which no worker can be given", async () => {
    const options = { ...modelOptions, name: () => "mine" };
    const run = parallelPathVar({ kind: "brownian", options }, pathOptions, { jobs: 2 });
    await expect(run).rejects.toThrow("what a worker is given must be plain data: () => ");
    const next = await parallelPathVar(model, pathOptions, { jobs: 2 });
    expect(next.replaced).toBe(0);
  });
});
