import { describe, expect, test } from "vitest";
import type { Matrix } from "../../../lib/math/matrix.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import { sobolPoints } from "../../../lib/math/sobol.ts";

const randomisations = ["none", "owen", "digital-shift"] as const;
const seed = 11;
/** What the points must be told from. */
const atRandom = (rows: number, columns: number, stream = 0): Matrix => ({
  rows,
  columns,
  values: uniformDraws({ seed, stream }, rows * columns),
});

describe("the first dimensions are a (t, m, s)-net: boxes of volume 2^(t - m) hold 2^t points each", () => {
  // t is the sum of the degrees of the primitive polynomials, less one each (Sobol 1967).
  const nets = [
    { dimensions: 1, t: 0 },
    { dimensions: 2, t: 0 },
    { dimensions: 3, t: 1 },
    { dimensions: 4, t: 3 },
  ];
  const m = 10;
  test.each(randomisations)("%s", (randomise) => {
    for (const { dimensions, t } of nets) {
      for (const block of [0, 1, 5]) {
        const options = { dimensions, points: 2 ** m, firstPoint: block * 2 ** m, randomise, seed };
        const points = sobolPoints(options);
        for (const cuts of splitsOf(m - t, dimensions)) {
          expect([dimensions, block, cuts, countsIn(points, cuts)]).toEqual([
            dimensions,
            block,
            cuts,
            [2 ** t],
          ]);
        }
      }
    }
  });

  test("each of 256 dimensions alone has one point in each of 1024 parts", () => {
    const points = sobolPoints({ dimensions: 256, points: 1024, randomise: "owen", seed });
    for (let j = 0; j < 256; j++) {
      const column = { rows: 1024, columns: 1, values: columnOf(points, j) };
      expect([j, countsIn(column, [10])]).toEqual([j, [1]]);
    }
  });

  test("not so points at random, nor the sequence with two of its points exchanged for others", () => {
    expect(countsIn(atRandom(1024, 2), [5, 5])).not.toEqual([1]);
    const points = sobolPoints({ dimensions: 2, points: 1024, randomise: "none" });
    points.values[5] = 1 - points.values[5]!;
    expect(countsIn(points, [0, 10])).not.toEqual([1]);
  });
});

describe("the star discrepancy, mean square by Warnock's formula", () => {
  test.each(randomisations)(
    "of 1024 points in 5 dimensions is under a tenth of chance: %s",
    (randomise) => {
      const points = sobolPoints({ dimensions: 5, points: 1024, randomise, seed });
      expect(discrepancySquared(points) / ofChance(1024, 5)).toBeLessThan(0.1);
    },
  );

  test("of points at random is that of chance", () => {
    const shares = [1, 2, 3, 4, 5].map(
      (stream) => discrepancySquared(atRandom(1024, 5, stream)) / ofChance(1024, 5),
    );
    for (const share of shares) expect(share).toBeGreaterThan(0.2);
    expect(shares.reduce((sum, share) => sum + share / 5, 0)).toBeLessThan(3);
  });
});

describe("integrals over 6 dimensions that are known to be 1", () => {
  const integrands: readonly [string, (x: number) => number, number][] = [
    ["of sines", (x) => (Math.PI / 2) * Math.sin(Math.PI * x), Math.PI ** 2 / 8],
    ["with a kink", (x) => (Math.abs(4 * x - 2) + 1) / 2, 13 / 12],
    ["of exponentials", (x) => Math.exp(x) / (Math.E - 1), (Math.E + 1) / (Math.E - 1) / 2],
  ];
  const replicates = [0, 1, 2, 3, 4, 5, 6, 7];
  test.each(integrands)(
    "%s: error under a fifth of chance, at random as by chance",
    (_, f, square) => {
      const standardError = Math.sqrt((square ** 6 - 1) / 4096);
      const scrambled = replicates.map((replicate) =>
        sobolPoints({ dimensions: 6, points: 4096, randomise: "owen", seed, replicate }),
      );
      const random = replicates.map((stream) => atRandom(4096, 6, stream));
      const error = (all: readonly Matrix[]): number =>
        Math.hypot(...all.map((points) => (meanOf(points, f) - 1) / standardError)) / Math.sqrt(8);
      expect(error(scrambled)).toBeLessThan(0.2);
      expect(error(random)).toBeGreaterThan(0.4);
      expect(error(random)).toBeLessThan(1.8);
    },
  );
});

/** All ways to share so many halvings among the dimensions. */
function splitsOf(halvings: number, dimensions: number): number[][] {
  if (dimensions === 1) return [[halvings]];
  return Array.from({ length: halvings + 1 }, (_, here) =>
    splitsOf(halvings - here, dimensions - 1).map((rest) => [here, ...rest]),
  ).flat();
}

/** The different numbers of points that the boxes hold. */
function countsIn({ rows, columns, values }: Matrix, cuts: readonly number[]): number[] {
  const counts = new Uint32Array(2 ** cuts.reduce((sum, cut) => sum + cut, 0));
  for (let i = 0; i < rows; i++) {
    let box = 0;
    for (let j = 0; j < columns; j++) {
      const parts = 2 ** cuts[j]!;
      box = box * parts + Math.floor(values[i * columns + j]! * parts);
    }
    counts[box]! += 1;
  }
  return [...new Set(counts)];
}

function columnOf({ rows, columns, values }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!);
}

/** T. Warnock, Computational investigations of low-discrepancy point sets (1972). */
function discrepancySquared({ rows: n, columns: d, values }: Matrix): number {
  let [ones, pairs] = [0, 0];
  for (let i = 0; i < n; i++) {
    let one = 1;
    for (let k = 0; k < d; k++) one *= (1 - values[i * d + k]! ** 2) / 2;
    ones += one;
    for (let j = 0; j < n; j++) {
      let pair = 1;
      for (let k = 0; k < d; k++) pair *= 1 - Math.max(values[i * d + k]!, values[j * d + k]!);
      pairs += pair;
    }
  }
  return 3 ** -d - (2 / n) * ones + pairs / (n * n);
}

/** The expectation of the same of independent points. */
function ofChance(n: number, d: number): number {
  return (2 ** -d - 3 ** -d) / n;
}

function meanOf({ rows, columns, values }: Matrix, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    let product = 1;
    for (let j = 0; j < columns; j++) product *= f(values[i * columns + j]!);
    sum += product;
  }
  return sum / rows;
}
