import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";
import { isName, libraryName } from "./symbols.ts";

const chance = new Set([
  "Math.random",
  ...["randomBytes", "pseudoRandomBytes", "randomInt", "randomFill", "randomFillSync"].map(
    inCrypto,
  ),
  ...["randomUUID", "getRandomValues"].flatMap((name) => [inCrypto(name), `Crypto.${name}`]),
]);
const clock = new Set([
  "DateConstructor.now",
  "Performance.now",
  "Process.hrtime",
  "Process.uptime",
]);
const names = new Set([...chance, ...clock].map((name) => name.split(".")[1]));

/** SB201, SB202: what is different at every run, wherever it hides behind a name. */
export function chanceAndClock(node: ts.Node, cell: CellView): Problem | undefined {
  if (!isName(node, cell) || !names.has(node.text)) return undefined;
  const name = libraryName(node, cell) ?? "";
  if (chance.has(name)) {
    const message = `${node.text} differs at every run: draw from randomStream with a seed`;
    return { code: "SB201", node, message };
  }
  if (!clock.has(name)) return undefined;
  const message = `${node.text} differs at every run: write down the time that is meant`;
  return { code: "SB202", node, message };
}

/** SB202: `new Date()` and `Date()` read the clock; `new Date("2022-05-09")` does not. */
export function currentDate(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript, types } = cell;
  const isNew = typescript.isNewExpression(node) && (node.arguments ?? []).length === 0;
  if (!isNew && !typescript.isCallExpression(node)) return undefined;
  if (types.getTypeAtLocation(node.expression).symbol?.name !== "DateConstructor") return undefined;
  const message = "a date without argument is today's: write down the date that is meant";
  return { code: "SB202", node, message };
}

function inCrypto(name: string): string {
  return `crypto.${name}`;
}
