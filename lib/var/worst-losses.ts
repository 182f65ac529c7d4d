import { listedLosses, type ScenarioLaw, scenarioLosses } from "../math/kernels/scenario-losses.ts";
import { type ScenarioScreen, screenScenarios } from "../math/kernels/scenario-screen.ts";
import { largestSorted } from "../math/largest-values.ts";
import { lossScreen } from "./scenario-screen.ts";

/** Scenarios whose worst are wanted. */
export interface WorstOptions {
  readonly scenarios: number;
  /** How many of the largest losses. */
  readonly count: number;
}

/** How scenarios are looked through: those that lose the limit or more are kept. */
export interface ScreenPlan {
  readonly limit: number;
  readonly screen: ScenarioScreen;
}

/** With fewer scenarios all losses are as fast. */
const fewest = 65_536;
/** Scenarios whose losses tell where the limit should be. */
const looked = 8_192;
/** How far below the guess the limit is put, in standard deviations of the guess. */
const safety = 5;
/** Where the screen lets more pass, it is not worth its price. */
const mostPassed = 0.25;
/** Scenarios that are looked through at once. */
export const screenBlock = 16_384;

/**
 * The largest losses, ascending, without the losses of all scenarios: the first ones show a limit a little below the smallest
 * loss that is wanted, a screen finds the scenarios that may reach it, and of these alone the loss is computed. What the
 * screen leaves out loses less than the limit, so that the losses are, bit for bit, those of all scenarios sorted. Where too few reach the
 * limit, or too many may, all are computed.
 */
export function worstLosses(
  law: ScenarioLaw,
  { scenarios, count }: WorstOptions,
  plan: ScreenPlan | undefined = planScreen(law, { scenarios, count }),
): Float64Array {
  if (plan === undefined) return worstOfAll(law, { scenarios, count });
  const parts: Float64Array[] = [];
  const room = new Float64Array(screenBlock);
  for (let first = 0; first < scenarios; first += screenBlock) {
    const end = Math.min(first + screenBlock, scenarios);
    parts.push(room.slice(0, lossesReaching(law, plan, { first, end }, room)));
  }
  return largestOf(parts, count) ?? worstOfAll(law, { scenarios, count });
}

/** The same from the losses of all. @internal */
export function worstOfAll(law: ScenarioLaw, { scenarios, count }: WorstOptions): Float64Array {
  const losses = new Float64Array(scenarios);
  scenarioLosses(law, 0, losses);
  return largestSorted(losses, count);
}

/** A limit and its screen; undefined where it is not worth it. @internal */
export function planScreen(
  law: ScenarioLaw,
  { scenarios, count }: WorstOptions,
): ScreenPlan | undefined {
  if (scenarios < fewest || count > scenarios * mostPassed) return undefined;
  const found = lossScreen(law);
  if (found === undefined) return undefined;
  const losses = new Float64Array(looked);
  scenarioLosses(law, 0, losses);
  losses.sort();
  const wanted = (looked * count) / scenarios;
  const rank = Math.floor(looked - wanted - safety * Math.sqrt(wanted) - 1);
  const limit = losses[Math.max(0, rank)]!;
  let passed = looked;
  while (passed > 0 && !(losses[looked - passed]! >= limit - found.slack)) passed--;
  return passed > mostPassed * looked ? undefined : { limit, screen: found.screenAt(limit) };
}

/**
 * Writes the losses, of the scenarios from `first`, a multiple of 64, to `end` less one, that are the limit or more, in the order of
 * their numbers, and returns how many they are. @internal
 */
export function lossesReaching(
  law: ScenarioLaw,
  { limit, screen }: ScreenPlan,
  { first, end }: { readonly first: number; readonly end: number },
  out: Float64Array,
): number {
  const passed = screenScenarios(screen, { first, end }, numbers);
  listedLosses(law, numbers.subarray(0, passed), losses);
  let kept = 0;
  for (let at = 0; at < passed; at++) {
    const loss = losses[at]!;
    if (loss >= limit) out[kept++] = loss;
  }
  return kept;
}

const numbers = new Uint32Array(screenBlock);
const losses = new Float64Array(screenBlock);

/** The largest of all parts, ascending; undefined where they hold fewer. @internal */
export function largestOf(parts: readonly Float64Array[], count: number): Float64Array | undefined {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  if (total < count) return undefined;
  const all = new Float64Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort().slice(total - count);
}
