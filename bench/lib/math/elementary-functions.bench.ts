/** The library's elementary functions beside the host's, which may differ in the last bit between engines. */
import { atan2 } from "../../../lib/math/elementary/arctangent.ts";
import { expm1 } from "../../../lib/math/elementary/expm1.ts";
import { tanh } from "../../../lib/math/elementary/hyperbolic.ts";
import { hypot } from "../../../lib/math/elementary/hypot.ts";
import { log1p } from "../../../lib/math/elementary/log1p.ts";
import { power } from "../../../lib/math/elementary/power.ts";
import { sin } from "../../../lib/math/elementary/trigonometric.ts";
import { naturalExp } from "../../../lib/math/natural-exp.ts";
import { naturalLog } from "../../../lib/math/natural-log.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import { sideBySide } from "../../side-by-side.ts";

interface Arguments {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A sum over all arguments with the function named in it, so that the engine may put it in place. */
function summing(expression: string, own: object): (input: Arguments) => number {
  const body = `return ({ x, y }) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += ${expression};
    return sum;
  }`;
  return new Function(...Object.keys(own), body)(...Object.values(own));
}

const functions: readonly [string, object, string][] = [
  ["naturalExp(2 * x[i] - 1)", { naturalExp }, "Math.exp(2 * x[i] - 1)"],
  ["naturalLog(x[i])", { naturalLog }, "Math.log(x[i])"],
  ["expm1(2 * x[i] - 1)", { expm1 }, "Math.expm1(2 * x[i] - 1)"],
  ["log1p(3 * x[i])", { log1p }, "Math.log1p(3 * x[i])"],
  ["sin(6 * x[i])", { sin }, "Math.sin(6 * x[i])"],
  ["tanh(3 * x[i])", { tanh }, "Math.tanh(3 * x[i])"],
  ["atan2(x[i], y[i] - 0.5)", { atan2 }, "Math.atan2(x[i], y[i] - 0.5)"],
  ["hypot(x[i], y[i])", { hypot }, "Math.hypot(x[i], y[i])"],
  ["power(x[i], 5 * y[i])", { power }, "Math.pow(x[i], 5 * y[i])"],
];

for (const [own, scope, host] of functions) {
  sideBySide<Arguments>({
    name: `elementary ${Object.keys(scope)[0]}`,
    sizes: [4_096, 65_536],
    prepare: (size) => ({
      x: uniformDraws({ seed: 1, stream: 0 }, size),
      y: uniformDraws({ seed: 1, stream: 1 }, size),
    }),
    reference: { name: host, run: summing(host, {}) },
    subject: { name: own, run: summing(own, scope) },
  });
}
