import { expect, test } from "vitest";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { roughNormal, roughNormals } from "../../../lib/math/rough-normals.ts";

/** The normals of the first and the last uniform with a first word, as streams make them. */
function normalsOf(word: number): [number, number] {
  const first = (word >>> 6) * 2 ** 26;
  return [
    normalQuantile((first + 0.5) / 2 ** 52),
    normalQuantile((first + 2 ** 26 - 0.5) / 2 ** 52),
  ];
}

function words(): number[] {
  const chosen: number[] = [];
  for (let octave = 16; octave < 31; octave++) {
    for (let part = 0; part < 64; part++) {
      const start = Math.floor(2 ** octave * (1 + part / 64));
      chosen.push(start - 1, start, start + 1, start + 63, start + 64);
    }
  }
  for (let k = 0; k < 50_000; k++) chosen.push(Math.imul(k, 0x9e3779b1) >>> 1);
  chosen.push(2 ** 31 - 1, 2 ** 31 - 64, 2 ** 31 - 65, 2 ** 31 - 128);
  return chosen.filter((word) => word >= 2 ** 16).flatMap((word) => [word, ~word >>> 0]);
}

test("lie no further from the normals of their words than they say, nor much nearer", () => {
  const { error, largest } = roughNormals();
  let worst = 0;
  let size = 0;
  for (const word of words()) {
    const rough = roughNormal(word);
    for (const normal of normalsOf(word)) worst = Math.max(worst, Math.abs(rough - normal));
    size = Math.max(size, Math.abs(rough));
  }
  expect(worst).toBeLessThanOrEqual(error);
  expect(worst).toBeGreaterThan(0.7 * error);
  expect(size).toBeLessThanOrEqual(largest);
  expect(error).toBeLessThan(3e-4);
});

test("are NaN where the tail is below 2^-16, on both sides", () => {
  for (const word of [0, 1, 32_767, 32_768, 65_535]) {
    expect(roughNormal(word)).toBeNaN();
    expect(roughNormal(~word >>> 0)).toBeNaN();
  }
  expect(roughNormal(65_536)).toBeLessThan(-4.1);
  expect(roughNormal(2 ** 32 - 65_537)).toBeGreaterThan(4.1);
});
