// What the library calls; see docs/methods/kernels.md.
export { black76 } from "./black76";
export { packColumns, scaleColumns } from "./columns";
export { exponentials, powersOfTwo } from "./exp";
export { logarithms } from "./log";
export { normalise, quantileSegments } from "./normal";
export { normalLaw } from "./normal-law";
export { pathExtremes } from "./paths";
export { uniforms } from "./philox";
export { addPairs, positionValues } from "./positions";
export { addProducts } from "./products";
export { roughSegments } from "./rough-normal";
export { scenarioLosses } from "./scenario";
export { screenScenarios } from "./screen";
export { optionTables } from "./tables";

/** The first byte that no constant lies in. */
export function workspace(): usize {
  return (__heap_base + 63) & ~63;
}
