import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { pathExtremes } from "../../../lib/market/paths/path-extremes.ts";
import { parallelPathExtremes } from "../../../lib/parallel/parallel-path-extremes.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";
import { model, modelOptions } from "./one-var.ts";

/** Of 1,104 paths, the last one what is left. */
const chunks = 6;
const asked = { steps: 30, paths: 6_000, seed: 7, firstPath: 6 };

describe("parallelPathExtremes", () => {
  test.each([1, 2, 3, 16])("has the bits of pathExtremes with %d jobs", async (jobs) => {
    for (const sampling of ["independent", "antithetic"] as const) {
      const options = { ...asked, sampling };
      const plain = pathExtremes(brownianModel(modelOptions), options);
      const found = await parallelPathExtremes(model, options, { jobs });
      expectSameBits(found.end.values, plain.end.values);
      expectSameBits(found.minimum.values, plain.minimum.values);
      expectSameBits(found.maximum.values, plain.maximum.values);
      expect(found).toMatchObject({
        ...options,
        jobs: Math.min(jobs, chunks),
        replaced: 0,
        assets: ["BTC", "ETH"],
      });
      expect(found.end.values.buffer).toBeInstanceOf(ArrayBuffer);
    }
  });

  test("refuses what pathExtremes refuses", async () => {
    const run = parallelPathExtremes(model, { ...asked, steps: 0 }, { jobs: 2 });
    await expect(run).rejects.toThrow("steps must be an integer of at least 1: 0");
  });
});
