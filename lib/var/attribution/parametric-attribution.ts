import { checkFinite, checkObject, checkOneOf, checkPositive } from "../../base/check.ts";
import { type AssetMatrix, checkAssetMatrix } from "../../market/asset-matrix.ts";
import type { Matrix } from "../../math/matrix.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { DeltaLine } from "../../scenario/delta-lines.ts";
import { checkCovarianceVar, knownWarning, portfolioDeviation } from "../delta-normal-var.ts";
import { deviationSlopes } from "../elliptical-contributions.ts";
import { flatTailWarning, normalTail } from "../normal-var.ts";
import type { RiskEstimate, RiskWarning } from "../risk-estimate.ts";
import { studentTTail } from "../student-t-var.ts";
import type { TailRisk } from "../tail-risk.ts";
import {
  type AttributionDimension,
  attributed,
  groupLines,
  partOf,
  type RiskAttribution,
} from "./risk-attribution.ts";

export interface ParametricAttributionOptions {
  readonly by: AttributionDimension;
  readonly confidence: number;
  /** The days that the covariance covers. Nothing is scaled. */
  readonly horizonDays: number;
  readonly law: "normal" | "student-t";
  /** Of the t law, above 2; required for it, refused for the normal. */
  readonly degreesOfFreedom?: number;
  /** How many returns the covariance was estimated from; taken as known when not given. */
  readonly observations?: number;
}

/**
 * VaR and expected shortfall of a book under normal or jointly Student-t returns of mean zero, and
 * what each part adds: with e the deltas by asset, g those of the part and k the figure of a
 * standard deviation of 1, the total is k sqrt(e' C e), component k g' C e / sqrt(e' C e), incremental
 * the total less k sqrt((e - g)' C (e - g)), alone k sqrt(g' C g). First order in prices: how the
 * value of an option bends is not in it.
 *
 * Standard errors assume the law: total × sqrt((κ - 1) / (4 n)) with κ its kurtosis, which needs more
 * than four degrees of freedom.
 *
 * Source: P. Jorion, Value at Risk, 3rd edition (2007), chapter 7; A. McNeil, R. Frey, P. Embrechts,
 * Quantitative Risk Management (2015), section 8.5.
 *
 * @throws RangeError naming assets that the covariance lacks; for what is no covariance, and options
 * that are not what they must be.
 * @example parametricAttribution(deltaLines(book, market), covarianceMatrix(panel, { missing: "complete" }), { by: "asset", confidence: 0.95, horizonDays: 1, law: "normal" })
 */
export function parametricAttribution(
  lines: readonly DeltaLine[],
  covariance: AssetMatrix,
  options: ParametricAttributionOptions,
): RiskAttribution {
  checkObject("covariance", covariance);
  checkObject("options", options);
  const { by, confidence } = options;
  const groups = groupLines(lines, by);
  lines.forEach(({ deltaUsd }, i) => {
    checkFinite(`lines[${i}].deltaUsd`, deltaUsd);
  });
  const unit = unitRiskOf(options);
  checkAssetMatrix("covariance", covariance);
  const { values } = covariance;
  const exposures = exposuresOf(lines, covariance.assets);
  checkCovarianceVar(exposures, values, { ...options, unit: "USD" });
  const scaled = (deviation: number): TailRisk => ({
    valueAtRisk: unit.valueAtRisk * deviation,
    expectedShortfall: unit.expectedShortfall * deviation,
  });
  const total = scaled(portfolioDeviation(exposures, values));
  const slopes = deviationSlopes(exposures, values);
  const parts = groups.map((group) => {
    const own = exposuresOf(group.lines, covariance.assets);
    const component = scaled(compensatedSum(own.map((exposure, i) => exposure * slopes[i]!)));
    const rest = scaled(deviationWithout(exposures, own, values));
    const contribution = {
      position: group.key,
      ...component,
      incrementalValueAtRisk: total.valueAtRisk - rest.valueAtRisk,
      incrementalExpectedShortfall: total.expectedShortfall - rest.expectedShortfall,
    };
    return partOf(group, contribution, scaled(portfolioDeviation(own, values)));
  });
  return attributed(estimateOf(total, options, confidence), by, parts);
}

function unitRiskOf(options: ParametricAttributionOptions): TailRisk {
  const { law, confidence, degreesOfFreedom } = options;
  checkOneOf("law", law, ["normal", "student-t"]);
  const standard = { mean: 0, standardDeviation: 1 };
  if (law === "student-t") {
    checkPositive("degreesOfFreedom", degreesOfFreedom as number);
    return studentTTail({ ...standard, degreesOfFreedom: degreesOfFreedom! }, confidence);
  }
  if (degreesOfFreedom !== undefined) {
    throw new RangeError(`degreesOfFreedom must not be given for normal: ${degreesOfFreedom}`);
  }
  return normalTail(standard, confidence);
}

/** Net delta per asset, in the order of the covariance. */
function exposuresOf(lines: readonly DeltaLine[], assets: readonly string[]): Float64Array {
  const absent = lines.map(({ asset }) => asset).filter((asset) => !assets.includes(asset));
  if (absent.length > 0) {
    throw new RangeError(
      `covariance must hold every asset of the book: without ${[...new Set(absent)].join(", ")}`,
    );
  }
  return Float64Array.from(assets, (asset) =>
    compensatedSum(lines.filter((line) => line.asset === asset).map(({ deltaUsd }) => deltaUsd)),
  );
}

function deviationWithout(all: Float64Array, own: Float64Array, covariance: Matrix): number {
  return portfolioDeviation(
    all.map((exposure, i) => exposure - own[i]!),
    covariance,
  );
}

function estimateOf(
  total: TailRisk,
  options: ParametricAttributionOptions,
  confidence: number,
): RiskEstimate {
  const { law, horizonDays, observations, degreesOfFreedom } = options;
  const relative = relativeError(options);
  const warnings: RiskWarning[] = [...flatTailWarning(total)];
  if (observations === undefined) {
    warnings.push(...knownWarning({ confidence, horizonDays, unit: "USD" }));
  }
  if (Number.isNaN(relative)) {
    const message = `${degreesOfFreedom} degrees of freedom: a sample variance has no finite error`;
    warnings.push({ code: "no-standard-errors", message });
  }
  return {
    ...total,
    unit: "USD",
    method: `delta-${law}`,
    confidence,
    horizonDays,
    observations: observations ?? 0,
    tailCount: 0,
    standardError: Math.abs(total.valueAtRisk) * relative,
    expectedShortfallStandardError: Math.abs(total.expectedShortfall) * relative,
    warnings,
  };
}

function relativeError(options: ParametricAttributionOptions): number {
  const { observations, degreesOfFreedom: n = Infinity } = options;
  if (observations === undefined) return 0;
  if (n <= 4) return Number.NaN;
  const kurtosis = n === Infinity ? 3 : (3 * (n - 2)) / (n - 4);
  return Math.sqrt((kurtosis - 1) / (4 * observations));
}
