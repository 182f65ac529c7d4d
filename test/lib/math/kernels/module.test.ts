import { afterEach, describe, expect, test, vi } from "vitest";
import { black76Batch } from "../../../../lib/instruments/black76-batch.ts";
import { columnProducts } from "../../../../lib/math/kernels/column-products.ts";
import { kernels } from "../../../../lib/math/kernels/module.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalDraws } from "../../../../lib/math/random-stream.ts";
import { monteCarloLosses } from "../../../../lib/var/monte-carlo-var.ts";
import { fingerprinted } from "./fingerprinted.ts";
import { expectSameBits } from "./same-bits.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const key = { seed: 2022, stream: 5 };
const scenarios = {
  exposures: [5e6, -2e6],
  covariance: matrixFromRows([
    [0.0016, 0.0012],
    [0.0012, 0.0025],
  ]),
  scenarios: 300,
  seed: 7,
};
const option = {
  ...{ kind: ["call", "put"] as const, strike: [40_000, 41_000], years: [0.5, 0.1] },
  ...{ forward: [39_000, 39_000], rate: [0, 0.03], volatility: [0.6, 0.7] },
};
const panel = { rows: 30, columns: 6, values: normalDraws(key, 180) };

/** A host whose policy forbids compiling: a function that throws is all of it that is reached. */
const forbidding = (refusal: Error): object => ({
  CompileError: WebAssembly.CompileError,
  Module: function refuse() {
    throw refusal;
  },
});

describe("kernels", () => {
  test.each([
    ["has no WebAssembly", undefined],
    ["refuses to compile", forbidding(new WebAssembly.CompileError("by policy"))],
    ["refuses to evaluate", forbidding(new EvalError("by policy"))],
  ])("leave a host that %s the same bits from the plain references", async (_, host) => {
    expect(kernels()).toBeDefined();
    const compiled = [
      normalDraws(key, 1_000),
      monteCarloLosses(scenarios),
      ...Object.values(black76Batch(option)),
      columnProducts(panel, "unit"),
      fingerprinted.normalDistributions(),
      fingerprinted.revaluePnl(),
    ];
    vi.stubGlobal("WebAssembly", host);
    vi.resetModules();
    const module = await import("../../../../lib/math/kernels/module.ts");
    const random = await import("../../../../lib/math/random-stream.ts");
    const risk = await import("../../../../lib/var/monte-carlo-var.ts");
    const options = await import("../../../../lib/instruments/black76-batch.ts");
    const products = await import("../../../../lib/math/kernels/column-products.ts");
    const again = await import("./fingerprinted.ts");
    expect(module.kernels()).toBeUndefined();
    const plain = [
      random.normalDraws(key, 1_000),
      risk.monteCarloLosses(scenarios),
      ...Object.values(options.black76Batch(option)),
      products.columnProducts(panel, "unit"),
      again.fingerprinted.normalDistributions(),
      again.fingerprinted.revaluePnl(),
    ];
    compiled.forEach((values, i) => {
      expectSameBits(values, plain[i]!);
    });
  });

  test("do not hide any other failure", async () => {
    vi.stubGlobal("WebAssembly", forbidding(new TypeError("broken")));
    vi.resetModules();
    const module = await import("../../../../lib/math/kernels/module.ts");
    expect(() => module.kernels()).toThrow("broken");
  });
});
