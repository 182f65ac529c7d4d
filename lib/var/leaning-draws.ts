import { checkFinite } from "../base/check.ts";
import { toNormalVariates } from "../math/kernels/normal-variates.ts";
import type { Matrix } from "../math/matrix.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import { randomStream, uniformDraws } from "../math/random-stream.ts";
import { sobolSequence } from "../math/sobol.ts";
import type { ExponentialTilt } from "./exponential-tilt.ts";
import type { LossForm } from "./loss-form.ts";

/**
 * How draws hang together.
 *
 * - `independent`: each from a stream of its own.
 * - `stratified`: of the `pointsPerReplicate` draws of a replicate one in each of as many equally likely slices along
 *   the direction in which they lean; the rest of a draw is random.
 * - `sobol`: each `pointsPerReplicate` are one Owen-scrambled Sobol net, its first coordinate along that direction; along
 *   the axes of the loss's curvature where nothing leans.
 */
export type TailSampling = "independent" | "stratified" | "sobol";

export interface LeaningDraws {
  readonly losses: Float64Array;
  readonly weights: Float64Array;
}

export interface DrawPlan {
  readonly form: LossForm;
  readonly tilt: ExponentialTilt;
  /** What the tilt's weight is a function of: the form with its squares, or its linear part alone. */
  readonly curved: boolean;
  readonly sampling: TailSampling;
  readonly draws: number;
  readonly pointsPerReplicate: number;
  readonly seed: number;
  readonly pnl?: (moves: Float64Array) => number;
}

/** Of the draws do not lean, so that no weight exceeds 10 and a wrong direction is found out. */
const plainShare = 0.1;

/**
 * Losses at draws of which nine tenths lean, and the weights that undo it: the plain density over that of the
 * mixture. @throws RangeError for a P&L that is not finite.
 */
export function leaningDraws(plan: DrawPlan): LeaningDraws {
  const { form, tilt, pnl } = plan;
  const size = form.linear.length;
  const { pointOf, share } = pointsOf(plan);
  const [z, moves] = [new Float64Array(size), new Float64Array(size)];
  const losses = new Float64Array(plan.draws);
  const weights = losses.map((_, i) => {
    const leans = pointOf(i, z);
    let [straight, bent] = [0, 0];
    for (let j = 0; j < size; j++) {
      if (leans) z[j] = tilt.mean[j]! + tilt.deviation[j]! * z[j]!;
      straight += form.linear[j]! * z[j]!;
      bent += form.square[j]! * z[j]! * z[j]!;
    }
    losses[i] = straight + bent;
    if (pnl !== undefined) {
      apply(form.moves, z, moves);
      const outcome = pnl(moves);
      checkFinite(`pnl of draw ${i}`, outcome);
      losses[i] = 0 - outcome;
    }
    const ratio = tilt.weightAt(plan.curved ? straight + bent : straight);
    return 1 / (share + (1 - share) / ratio);
  });
  return { losses, weights };
}

interface Points {
  /** Writes the standard normals of a draw, asked for in order; whether it leans. */
  readonly pointOf: (draw: number, out: Float64Array) => boolean;
  /** Of the draws that do not. */
  readonly share: number;
}

function pointsOf(plan: DrawPlan): Points {
  if (plan.sampling === "independent")
    return { pointOf: independentPoints(plan), share: plainShare };
  const turn = turnTowards(directionOf(plan));
  if (plan.sampling === "sobol") {
    const turned = plan.tilt.theta === 0 ? () => {} : turn;
    return { pointOf: sobolPoints(plan, turned), share: plainShare };
  }
  const { pointsPerReplicate } = plan;
  const plain =
    plan.tilt.theta === 0 ? 0 : Math.max(1, Math.round(plainShare * pointsPerReplicate));
  return { pointOf: stratifiedPoints(plan, plain, turn), share: plain / pointsPerReplicate };
}

function independentPoints({ seed }: DrawPlan): Points["pointOf"] {
  return (draw, out) => {
    const random = randomStream({ seed, stream: draw });
    const leans = random.uniform() >= plainShare;
    for (let j = 0; j < out.length; j++) out[j] = random.normal();
    return leans;
  };
}

function sobolPoints({ form, seed, pointsPerReplicate }: DrawPlan, turn: Turn): Points["pointOf"] {
  const size = form.linear.length;
  const point = new Float64Array(size + 1);
  const sequenceOf = (replicate: number) =>
    sobolSequence({ dimensions: size + 1, randomise: "owen", seed, replicate });
  let sequence = sequenceOf(0);
  return (draw, out) => {
    const index = draw % pointsPerReplicate;
    if (index === 0) sequence = sequenceOf(draw / pointsPerReplicate);
    sequence.point(index, point);
    for (let j = 0; j < size; j++) out[j] = normalQuantile(point[j]!);
    turn(out);
    return point[size]! >= plainShare;
  };
}

/** The first draws of a replicate are the plain ones; they and the others have slices of their own. */
function stratifiedPoints(
  { form, seed, pointsPerReplicate }: DrawPlan,
  plain: number,
  turn: Turn,
): Points["pointOf"] {
  const size = form.linear.length;
  const leaning = pointsPerReplicate - plain;
  const replicate = (stream: number): Float64Array => {
    const points = uniformDraws({ seed, stream }, pointsPerReplicate * size);
    for (let k = 0; k < pointsPerReplicate; k++) {
      const [slice, slices] = k < plain ? [k, plain] : [k - plain, leaning];
      points[k * size] = (slice + points[k * size]!) / slices;
    }
    toNormalVariates(points);
    return points;
  };
  let points: Float64Array = new Float64Array(0);
  return (draw, out) => {
    const k = draw % pointsPerReplicate;
    if (k === 0) points = replicate(draw / pointsPerReplicate);
    for (let j = 0; j < size; j++) out[j] = points[k * size + j]!;
    turn(out);
    return k >= plain;
  };
}

/** Along which a normal before the tilt moves the loss most where leaning draws have their middle. */
function directionOf({ form, tilt }: DrawPlan): Float64Array {
  if (tilt.theta === 0) return form.linear;
  return tilt.mean.map((mean, j) => mean * tilt.deviation[j]!);
}

type Turn = (point: Float64Array) => void;

/** The reflection that lays the first axis along a direction; nothing for one that is none. */
function turnTowards(direction: Float64Array): Turn {
  const length = Math.sqrt(direction.reduce((sum, x) => sum + x * x, 0));
  const apart = direction.map((x, j) => (j === 0 ? 1 : 0) - x / length);
  const square = apart.reduce((sum, x) => sum + x * x, 0);
  if (!(square > 0)) return () => {};
  return (point) => {
    let along = 0;
    for (let j = 0; j < point.length; j++) along += apart[j]! * point[j]!;
    const twice = (2 * along) / square;
    for (let j = 0; j < point.length; j++) point[j] = point[j]! - twice * apart[j]!;
  };
}

function apply({ rows, columns, values }: Matrix, z: Float64Array, out: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += values[i * columns + j]! * z[j]!;
    out[i] = sum;
  }
}
