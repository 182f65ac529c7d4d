import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { groupedMean } from "../../../lib/math/grouped-mean.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { type SobolRandomisation, sobolPoints, sobolSequence } from "../../../lib/math/sobol.ts";
import golden from "../../golden/sobol.json" with { type: "json" };

describe("sobolSequence", () => {
  test("has SciPy's points to the bit, in 256 dimensions, near and far", () => {
    const { point } = sobolSequence({ dimensions: 256, randomise: "none" });
    const out = new Float64Array(256);
    for (const [index, dimension, numerator] of golden.points) {
      point(index!, out);
      expect(out[dimension!]! * 2 ** 32, `${index}, ${dimension}`).toBe(numerator);
    }
  });

  test("has all of the first 1024 points, by their checksum", () => {
    const { values } = sobolPoints({ dimensions: 256, points: 1024, randomise: "none" });
    const sum = createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex");
    expect(sum).toBe(golden.sha256.value);
  });

  test("refuses what it cannot serve", () => {
    const valid = { dimensions: 2, randomise: "owen", seed: 1 } as const;
    expect(() => sobolSequence({ ...valid, dimensions: 257 })).toThrow("at most 256: 257");
    expect(() => sobolSequence({ dimensions: 2, randomise: "owen" })).toThrow("seed must be");
    expect(() => sobolSequence({ ...valid, replicate: 2 ** 31 })).toThrow("replicate must be");
    const out = new Float64Array(2);
    expect(() => sobolSequence(valid).point(2 ** 21, out)).toThrow("index must be below 2097152");
    expect(() => sobolSequence(valid).point(0.5, out)).toThrow("index must be");
  });
});

const scrambled: readonly SobolRandomisation[] = ["owen", "digital-shift"];

describe("randomised points", () => {
  test.each(scrambled)("of %s put one point into each of 1024 cells of each dimension", (kind) => {
    const { values } = sobolPoints({ dimensions: 100, points: 1024, randomise: kind, seed: 3 });
    for (let j = 0; j < 100; j++) {
      const cells = new Set<number>();
      for (let i = 0; i < 1024; i++) cells.add(Math.floor(values[i * 100 + j]! * 1024));
      expect(cells.size, `dimension ${j}`).toBe(1024);
    }
  });

  test.each(scrambled)("of %s fill every elementary rectangle of the first two alike", (kind) => {
    const { values } = sobolPoints({ dimensions: 2, points: 256, randomise: kind, seed: 9 });
    for (let across = 0; across <= 8; across++) {
      const [columns, rows] = [2 ** across, 2 ** (8 - across)];
      const cells = new Set<number>();
      for (let i = 0; i < 256; i++) {
        const [x, y] = [values[2 * i]!, values[2 * i + 1]!];
        cells.add(Math.floor(x * columns) * rows + Math.floor(y * rows));
      }
      expect(cells.size, `${columns} × ${rows}`).toBe(256);
    }
  });

  test.each(scrambled)("of %s are uniform over replicates: moments of one point", (kind) => {
    const count = 4_000;
    const out = new Float64Array(3);
    const values = Float64Array.from({ length: count }, (_, replicate) => {
      sobolSequence({ dimensions: 3, randomise: kind, seed: 4, replicate }).point(5, out);
      return out[2]!;
    });
    for (const power of [1, 2, 3]) {
      const { mean, standardError } = groupedMean(
        values.map((x) => x ** power),
        { groupSize: 1 },
      );
      expect(Math.abs(mean - 1 / (power + 1)) / standardError, `power ${power}`).toBeLessThan(4);
    }
  });

  test("of owen flip digits of two halves by coins of their own, of digital-shift alike", () => {
    // Points 0 and 1 differ in the first digit: their later digits agree by chance, or not at all.
    const agree = (kind: SobolRandomisation): number => {
      let same = 0;
      const [first, second] = [new Float64Array(1), new Float64Array(1)];
      for (let replicate = 0; replicate < 2_000; replicate++) {
        const { point } = sobolSequence({ dimensions: 1, randomise: kind, seed: 8, replicate });
        point(0, first);
        point(1, second);
        const digit = (x: number) => Math.floor(x * 4) % 2;
        if (digit(first[0]!) === digit(second[0]!)) same++;
      }
      return same;
    };
    expect(agree("digital-shift")).toBe(2_000);
    expect(Math.abs(agree("owen") - 1_000) / Math.sqrt(500)).toBeLessThan(4);
  });

  test("depend on index, seed and replicate alone", () => {
    const options = { dimensions: 5, points: 64, randomise: "owen", seed: 7 } as const;
    const all = sobolPoints(options);
    const later = sobolPoints({ ...options, points: 16, firstPoint: 48 });
    expect(later.values).toEqual(all.values.slice(48 * 5));
    expect(sobolPoints({ ...options, replicate: 1 }).values).not.toEqual(all.values);
    expect(sobolPoints({ ...options, seed: 8 }).values).not.toEqual(all.values);
  });
});

/** Root mean square error of the mean of a product with mean 1, over 30 replicates. */
function errorOf(points: number, kind: SobolRandomisation | "random"): number {
  let squares = 0;
  for (let replicate = 0; replicate < 30; replicate++) {
    const random = randomStream({ seed: 5, stream: replicate });
    const values =
      kind === "random"
        ? Float64Array.from({ length: points * 4 }, () => random.uniform())
        : sobolPoints({ dimensions: 4, points, randomise: kind, seed: 5, replicate }).values;
    let sum = 0;
    for (let i = 0; i < points; i++) {
      let product = 1;
      for (let j = 0; j < 4; j++) product *= 1 + (values[4 * i + j]! - 0.5) / (j + 1);
      sum += product;
    }
    squares += (sum / points - 1) ** 2;
  }
  return Math.sqrt(squares / 30);
}

describe("the error of a smooth mean in four dimensions", () => {
  test("falls about as points^(-3/2) scrambled, ^(-1) shifted, ^(-1/2) at random", () => {
    const rate = (kind: SobolRandomisation | "random") =>
      Math.log2(errorOf(64, kind) / errorOf(1024, kind)) / 4;
    expect(rate("owen")).toBeGreaterThan(1.2);
    expect(rate("owen")).toBeLessThan(1.8);
    expect(rate("digital-shift")).toBeGreaterThan(0.8);
    expect(rate("random")).toBeGreaterThan(0.3);
    expect(rate("random")).toBeLessThan(0.7);
    expect(errorOf(1024, "owen") * 50).toBeLessThan(errorOf(1024, "random"));
  });
});
