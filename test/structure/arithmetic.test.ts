import { expect, test } from "vitest";
import { sourcesUnder } from "./sources.ts";

/** What every engine rounds alike, or rounds not at all; of `Math` nothing else. */
const exact = new Set(
  (
    "abs ceil clz32 floor fround imul max min round sign sqrt trunc " +
    "E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2"
  ).split(" "),
);
/** Powers of two that a reader should see as such; every engine knows them exactly. */
const constantPower = /(?<![\w.)\]])2 \*\* -?\d+(?![\w.])/g;

/** Charts draw numbers that others computed; their layer does not reach the mathematics. */
const isDrawing = /^lib\/charts\//;

test("lib takes from the host only arithmetic that has the same bits on every machine", () => {
  const advice = "may differ in the last bit between engines; lib/math/elementary has its own";
  const wrong = sourcesUnder("lib")
    .filter(({ path }) => !isDrawing.test(path))
    .flatMap(({ path, text }) =>
      hostArithmetic(text).map((found) => `${path}: ${found} ${advice}`),
    );
  expect(wrong).toEqual([]);
});

test.each([
  ["return Math.exp(x);", ["Math.exp"]],
  ["const { log } = Math;", ["Math as a whole"]],
  ["const of = Math[name];", ["Math as a whole"]],
  ["return x ** 2 + 2 ** k;", ["**", "**"]],
  ["x **= 3;", ["**"]],
  ["const end = 2 ** 32 + 2 ** -28; /** Math.exp */ // x ** 2", []],
  ["return Math.sqrt(Math.PI) * values.map(Math.abs)[0];", []],
])("%s: %j", (text, found) => {
  expect(hostArithmetic(text)).toEqual(found);
});

/** Functions of `Math` and powers in a source, comments and words in quotes left out. */
function hostArithmetic(text: string): string[] {
  const code = text
    .replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(constantPower, "0");
  const functions = [...code.matchAll(/\bMath\.(\w+)/g)]
    .filter((match) => !exact.has(match[1]!))
    .map((match) => match[0]);
  const whole = [...code.matchAll(/\bMath\b(?!\.\w)/g)].map(() => "Math as a whole");
  const powers = [...code.matchAll(/\*\*/g)].map((match) => match[0]);
  return [...functions, ...whole, ...powers];
}
