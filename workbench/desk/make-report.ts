import {
  type Book,
  type DeskReport,
  deskReport,
  type MarginPolicy,
  type MissingPolicy,
  riskModelOf,
} from "stressbook";
import { loadMarginModel, loadMarginSchedule } from "stressbook/data";
import { pricedBook, scenariosNamed } from "../stress/book-input.ts";

/** What `stressbook report` is asked for. */
export interface ReportRequest {
  readonly book: string;
  /** Date of the prices; the book's own without it. */
  readonly asOf?: string;
  /** File of a margin schedule; the reference perpetuals without it. */
  readonly margin?: string;
  /** File of a margin model, for options and accounts in portfolio mode. */
  readonly model?: string;
  /** Annual volatility by asset, for options. */
  readonly volatility: Readonly<Record<string, number>>;
  readonly policy: MarginPolicy;
  readonly confidence: number;
  /** Past days that VaR is taken of. */
  readonly days: number;
  readonly missing: MissingPolicy;
  /** Event ids or scenario files; all events of the catalogue when empty. */
  readonly scenarios: readonly string[];
}

const referenceSchedule = "data/parameters/reference-perpetuals.json";

/**
 * The desk report of the book in a file. Positions of the policy's leverage or more count as those of
 * high leverage.
 *
 * @throws InvalidInputError for a book, schedule, model or scenario that is not valid, RangeError for
 * what cannot be valued or margined.
 */
export function makeReport(request: ReportRequest): DeskReport {
  const { policy, confidence, days, missing, volatility } = request;
  const schedule = loadMarginSchedule(request.margin ?? referenceSchedule);
  const model = request.model === undefined ? undefined : loadMarginModel(request.model);
  const { book, history, asOf } = pricedBook(request.book, request.asOf);
  checkUsed(volatility, book);
  return deskReport(book, history, {
    asOf,
    rules: {
      schedule,
      positionMode: "one-way",
      ...(model === undefined ? {} : { riskModel: riskModelOf(model) }),
    },
    policy,
    risk: { confidence, observations: days },
    scenarios: scenariosNamed(request.scenarios, history),
    highLeverage: policy.mostLeverage,
    missing,
    ...(Object.keys(volatility).length === 0 ? {} : { terms: { volatility } }),
  });
}

/** A volatility of an asset that no option is on was meant for another. */
function checkUsed(volatility: ReportRequest["volatility"], { positions }: Book): void {
  const options = positions.flatMap(({ instrument }) =>
    instrument.type === "option" ? [instrument.underlying] : [],
  );
  const unused = Object.keys(volatility).find((asset) => !options.includes(asset));
  if (unused === undefined) return;
  const known = [...new Set(options)].join(", ") || "none";
  throw new RangeError(
    `volatility must be of an asset that the book has options on (${known}): ${unused}`,
  );
}
