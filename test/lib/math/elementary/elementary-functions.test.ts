import { describe, expect, test } from "vitest";
import { atan, atan2 } from "../../../../lib/math/elementary/arctangent.ts";
import { expm1 } from "../../../../lib/math/elementary/expm1.ts";
import { atanh, cosh, sinh, tanh } from "../../../../lib/math/elementary/hyperbolic.ts";
import { euclideanNorm, hypot } from "../../../../lib/math/elementary/hypot.ts";
import { log1p } from "../../../../lib/math/elementary/log1p.ts";
import { power } from "../../../../lib/math/elementary/power.ts";
import {
  binaryExponent,
  isPowerOfTwo,
  powerOfTwo,
} from "../../../../lib/math/elementary/power-of-two.ts";
import { cos, sin } from "../../../../lib/math/elementary/trigonometric.ts";
import { uniformDraws } from "../../../../lib/math/random-stream.ts";
import golden from "../../../golden/elementary-functions.json" with { type: "json" };

const ofOne = { expm1, log1p, sinh, cosh, tanh, atanh, sin, cos, atan };
const ofTwo = { atan2, hypot, power };
const special = [0, -0, 1, -1, 0.5, -0.5, 2, 3, -3, 1e300, -1e300, Infinity, -Infinity, Number.NaN];

describe.each(Object.keys(ofOne) as (keyof typeof ofOne)[])("%s", (name) => {
  test(`is within ${golden.tolerance.ulps[name]} ulp of 40 digits and more`, () => {
    const worst = golden.rows[name].map(([x, exact, rest]) => ({
      x,
      ulps: ulpsFrom(ofOne[name](x!), exact!, rest!),
    }));
    expect(worst.filter(({ ulps }) => !(ulps <= golden.tolerance.ulps[name]))).toEqual([]);
  });

  test("has the host's values where they are exact: zeros with their signs, infinities, NaN", () => {
    const exact = (x: number): boolean => !Number.isFinite(x) || x === 0 || Math.abs(x) === 1;
    for (const x of special.filter((x) => exact(Math[name](x)))) {
      expect([x, ofOne[name](x)]).toEqual([x, Math[name](x)]);
    }
  });
});

describe.each(Object.keys(ofTwo) as (keyof typeof ofTwo)[])("%s", (name) => {
  test(`is within ${golden.tolerance.ulps[name]} ulp of 40 digits and more`, () => {
    const worst = golden.rows[name].map(([x, y, exact, rest]) => ({
      at: [x, y],
      ulps: ulpsFrom(ofTwo[name](x!, y!), exact!, rest!),
    }));
    expect(worst.filter(({ ulps }) => !(ulps <= golden.tolerance.ulps[name]))).toEqual([]);
  });

  test("has the host's values at zeros, ones, infinities and NaN, to an ulp elsewhere", () => {
    const host = name === "power" ? Math.pow : Math[name];
    for (const x of special) {
      for (const y of special) {
        const [found, known] = [ofTwo[name](x, y), host(x, y)];
        if (Math.abs(found - known) <= 2 ** -52 * Math.abs(known)) continue;
        expect([x, y, found]).toEqual([x, y, known]);
      }
    }
  });
});

describe("monotone across joints", () => {
  test.each([
    ["expm1", [-38, -0.1, 0.1, 60, ...multiples(Math.LN2 / 32, -20, 40)]],
    ["log1p", [-0.5, ...multiples(1 / 128, -60, 128)]],
    ["sinh", [1, 40]],
    ["tanh", [1e-5, 0.05, 20]],
    ["atanh", [1e-5, 0.5]],
    ["atan", [1, ...multiples(1 / 32, 1, 40)]],
    ["sin", [Math.PI / 4, 0.785398]],
  ] as [keyof typeof ofOne, number[]][])("%s", (name, joints) => {
    for (const joint of joints) {
      const steps = Array.from(
        { length: 41 },
        (_, k) => joint + (k - 20) * 2 ** -52 * Math.abs(joint),
      );
      const found = steps.map(ofOne[name]);
      expect([joint, found.every((value, k) => k === 0 || value >= found[k - 1]!)]).toEqual([
        joint,
        true,
      ]);
    }
  });
});

describe("power", () => {
  test("is exact where the result is a double", () => {
    for (let base = 2; base <= 40; base++) {
      for (let n = 1; base ** n <= 2 ** 53; n++) {
        const exact = Array.from({ length: n }).reduce((product: number) => product * base, 1);
        expect(power(base, n)).toBe(exact);
        if (isPowerOfTwo(n)) expect(power(exact, 1 / n)).toBe(base);
      }
    }
  });

  test("is the quotient, the root and the product, to an ulp", () => {
    const expectNear = (found: number, known: number): void =>
      expect(Math.abs(found / known - 1)).toBeLessThanOrEqual(2 ** -52);
    for (const u of uniformDraws({ seed: 5, stream: 1 }, 1000)) {
      const x = power(10, 20 * u - 10);
      expect(power(x, 1)).toBe(x);
      expectNear(power(x, 2), x * x);
      expectNear(power(x, -1), 1 / x);
      expectNear(power(x, 0.5), Math.sqrt(x));
    }
  });
});

describe("sin and cos", () => {
  test("square to 1 at any size", () => {
    for (const u of uniformDraws({ seed: 5, stream: 2 }, 2000)) {
      const x = power(10, 600 * u - 292);
      expect(Math.abs(sin(x) ** 2 + cos(x) ** 2 - 1)).toBeLessThan(4e-16);
    }
  });
});

describe("powerOfTwo and binaryExponent", () => {
  test("are each other's inverse over all doubles", () => {
    for (let k = -1074; k <= 1023; k++) {
      expect(powerOfTwo(k)).toBe(Number.parseFloat(`${2 ** k}`));
      expect(binaryExponent(powerOfTwo(k))).toBe(k);
      expect(isPowerOfTwo(powerOfTwo(k))).toBe(k >= 0);
    }
    expect(binaryExponent(-7.9)).toBe(2);
    expect([0, 3, 1.5, Infinity, Number.NaN, -2].map(isPowerOfTwo)).toEqual(
      Array.from({ length: 6 }, () => false),
    );
  });
});

describe("euclideanNorm", () => {
  test("neither overflows nor vanishes, and is 0 of nothing", () => {
    expect(euclideanNorm([])).toBe(0);
    expect(euclideanNorm([3e300, -4e300])).toBe(5e300);
    expect(euclideanNorm([3e-320, 4e-320])).toBe(5e-320);
    expect(euclideanNorm([2, 3, 6])).toBe(7);
    expect(euclideanNorm([1, Number.NaN])).toBeNaN();
    expect(euclideanNorm([1, Infinity])).toBe(Infinity);
  });
});

function ulpsFrom(found: number, exact: number, rest: number): number {
  const ulp = Math.max(2 ** (Math.floor(Math.log2(Math.abs(exact))) - 52), 5e-324);
  return Math.abs(found - exact - rest) / ulp;
}

function multiples(unit: number, from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => (from + i) * unit);
}
