import { checkObject, checkPositive, checkSample } from "../../base/check.ts";
import { nextVariance } from "./garch-filter.ts";
import { checkGarchModel, type GarchModel } from "./garch-model.ts";

export interface NewsImpactOptions {
  /** The variance of the period in which the news comes, often the long-run one. */
  readonly variance: number;
}

/**
 * The news impact curve: the variance of the next period after each of the residuals (returns less
 * the mean, signed), from one variance. Symmetric in a `garch`; in the others the ratio of the value
 * after a fall to that after a rise of the same size is the leverage effect, below 1 where rises move
 * volatility more.
 *
 * @throws RangeError on NaN, no residuals, and parameters that allow a negative variance.
 * Source: R. Engle, V. Ng, Measuring and testing the impact of news on volatility, Journal of Finance
 * 48 (1993).
 * @example newsImpact(fit.model, [-0.1, 0.1], { variance: 0.0016 })
 */
export function newsImpact(
  model: GarchModel,
  residuals: ArrayLike<number>,
  options: NewsImpactOptions,
): Float64Array {
  checkObject("model", model);
  checkObject("options", options);
  checkGarchModel(model);
  checkSample("residuals", residuals, 1);
  checkPositive("variance", options.variance);
  const { variance } = options;
  return Float64Array.from(residuals, (residual) => nextVariance(model, { variance, residual }));
}
