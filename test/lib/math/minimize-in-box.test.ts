import { describe, expect, test } from "vitest";
import { minimizeInBox } from "../../../lib/math/minimize-in-box.ts";
import { expectClose } from "../expect-close.ts";

const free = [{}, {}];

function rosenbrock([x, y]: readonly number[]): { value: number; gradient: number[] } {
  const bend = y! - x! * x!;
  return {
    value: 100 * bend * bend + (1 - x!) ** 2,
    gradient: [-400 * x! * bend - 2 * (1 - x!), 200 * bend],
  };
}

describe("minimizeInBox", () => {
  test("finds the bottom of Rosenbrock's valley from (-1.2, 1)", () => {
    const found = minimizeInBox(rosenbrock, [-1.2, 1], { bounds: free, gradientTolerance: 1e-9 });
    expect(found.converged).toBe(true);
    expect(found.iterations).toBeLessThan(80);
    expectClose(found.point[0]!, 1, { absolute: 1e-8, subject: "x" });
    expectClose(found.point[1]!, 1, { absolute: 1e-8, subject: "y" });
  });

  test("stops exactly on a bound that holds the minimum off, and moves along it", () => {
    const bounds = [{ upper: 0.5 }, {}];
    const found = minimizeInBox(rosenbrock, [-1.2, 1], { bounds, gradientTolerance: 1e-9 });
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBe(0.5);
    expectClose(found.point[1]!, 0.25, { absolute: 1e-9, subject: "y" });
    expect(found.projectedGradient).toBeLessThanOrEqual(1e-9);
  });

  test("leaves a bound that it starts on when downhill is inside", () => {
    const square = ([x]: readonly number[]) => ({ value: (x! - 2) ** 2, gradient: [2 * (x! - 2)] });
    const found = minimizeInBox(square, [0], { bounds: [{ lower: 0 }] });
    expectClose(found.point[0]!, 2, { absolute: 1e-6, subject: "x" });
    expect(minimizeInBox(square, [-5], { bounds: [{ lower: 3 }] }).point).toEqual([3]);
  });

  test("goes where a given curvature says: to the bottom of a bowl in one step", () => {
    const bowl = ([x, y]: readonly number[]) => ({
      value: 50 * x! * x! + x! * y! + 2 * y! * y!,
      gradient: [100 * x! + y!, x! + 4 * y!],
    });
    const curvature = [
      [100, 1],
      [1, 4],
    ];
    const found = minimizeInBox(bowl, [3, -7], { bounds: free, curvature });
    expect([found.converged, found.iterations]).toEqual([true, 1]);
    expectClose(Math.hypot(...found.point), 0, { absolute: 1e-14, subject: "bottom" });
    const wrong = minimizeInBox(bowl, [3, -7], {
      bounds: free,
      curvature: [
        [-1, 0],
        [0, -1],
      ],
    });
    expect(wrong.converged).toBe(true);
  });

  test("steps back from where the function is not finite", () => {
    const log = ([x]: readonly number[]) => ({ value: x! - Math.log(x!), gradient: [1 - 1 / x!] });
    const found = minimizeInBox(log, [40], { bounds: [{}] });
    expect(found.converged).toBe(true);
    expectClose(found.point[0]!, 1, { absolute: 1e-5, subject: "x" });
  });

  test("does not claim to have converged after too few iterations or where there is no bottom", () => {
    const short = minimizeInBox(rosenbrock, [-1.2, 1], { bounds: free, maximumIterations: 3 });
    expect(short).toMatchObject({ converged: false, iterations: 3 });
    const slope = ([x]: readonly number[]) => ({ value: x!, gradient: [1] });
    expect(minimizeInBox(slope, [0], { bounds: [{}] }).converged).toBe(false);
    const kink = ([x]: readonly number[]) => ({
      value: Math.abs(x! - 0.3),
      gradient: [Math.sign(x! - 0.3) || 1],
    });
    expect(minimizeInBox(kink, [0], { bounds: [{}] }).converged).toBe(false);
  });

  test("refuses a start where the function is not finite", () => {
    const nowhere = () => ({ value: Number.NaN, gradient: [0] });
    expect(() => minimizeInBox(nowhere, [1], { bounds: [{}] })).toThrow(
      "objective must be finite at the start: NaN",
    );
  });
});
