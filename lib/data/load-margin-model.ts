import { parseMarginModel } from "../scenario/margin/parse-margin-model.ts";
import type { MarginModel } from "../scenario/margin/scenario-margin.ts";
import { loadDocument } from "./load-document.ts";

/**
 * A margin model of scenarios from a JSON file, looked for like the file of a book.
 *
 * @throws RangeError when there is no such file; InvalidInputError when it is not JSON or not a valid
 * model, listing every refusal with path, rule and value.
 * @example loadMarginModel("data/parameters/deribit-2024-06.json")
 */
export function loadMarginModel(path: string): MarginModel {
  return loadDocument(path, { subject: "margin model", parse: parseMarginModel });
}
