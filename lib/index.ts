/** Stressbook: typed risk math for crypto portfolios. */
export { type InputIssue, InvalidInputError } from "./base/invalid-input.ts";
export { daysPerYear } from "./base/time.ts";
export type { PriceHistory } from "./market/price-history.ts";
export type { Matrix } from "./math/matrix.ts";
