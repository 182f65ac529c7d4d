import { parseScenario } from "../scenario/parse-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { loadDocument } from "./load-document.ts";

/**
 * A scenario from a JSON file, looked for like the file of a book.
 *
 * @throws RangeError when there is no such file; InvalidInputError when it is not JSON or not a
 * valid scenario, listing every refusal with path, rule and value.
 * @example loadScenario("seeds/scenarios/stablecoin-depeg.json")
 */
export function loadScenario(path: string): Scenario {
  return loadDocument(path, { subject: "scenario", parse: parseScenario });
}
