import { type MarginSchedule, parseMarginSchedule } from "../portfolio/margin/margin-schedule.ts";
import { loadDocument } from "./load-document.ts";

/**
 * A margin schedule from a JSON file, looked for like the file of a book.
 *
 * @throws RangeError when there is no such file; InvalidInputError when it is not JSON or not a
 * valid schedule, listing every refusal with path, rule and value.
 * @example loadMarginSchedule("data/parameters/reference-perpetuals.json")
 */
export function loadMarginSchedule(path: string): MarginSchedule {
  return loadDocument(path, { subject: "margin schedule", parse: parseMarginSchedule });
}
