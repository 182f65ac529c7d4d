import { describe } from "../base/check.ts";
import type { ScenarioWindow } from "./scenario.ts";

/** A stretch of market history with a name; its returns are computed from data, never kept here. */
export interface HistoricalEvent extends ScenarioWindow {
  /** Kebab-case. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** The crashes that a book is taken through, from the close of `from` to the close of `to`. */
export const historicalEvents: readonly HistoricalEvent[] = [
  {
    id: "march-2020",
    name: "March 2020",
    from: "2020-03-07",
    to: "2020-03-12",
    description: "The pandemic reaches every market; leveraged longs are liquidated in one day.",
  },
  {
    id: "may-2021",
    name: "May 2021",
    from: "2021-05-12",
    to: "2021-05-19",
    description: "Deleveraging after the spring rally, as China repeats its bans on crypto.",
  },
  {
    id: "luna-2022",
    name: "Terra/LUNA",
    from: "2022-05-05",
    to: "2022-05-12",
    description: "The stablecoin UST loses its peg and LUNA goes to almost nothing.",
  },
  {
    id: "celsius-2022",
    name: "Celsius and Three Arrows",
    from: "2022-06-10",
    to: "2022-06-18",
    description:
      "Celsius halts withdrawals and the fund Three Arrows cannot meet its margin calls.",
  },
  {
    id: "ftx-2022",
    name: "FTX",
    from: "2022-11-05",
    to: "2022-11-09",
    description: "A run on the exchange FTX ends in its failure; its token FTT and SOL collapse.",
  },
];

/**
 * The event of the catalogue with an id.
 *
 * @throws RangeError naming the ids there are.
 * @example historicalEvent("ftx-2022")
 */
export function historicalEvent(id: string): HistoricalEvent {
  const event = historicalEvents.find((candidate) => candidate.id === id);
  if (event !== undefined) return event;
  const known = historicalEvents.map((candidate) => candidate.id).join(", ");
  throw new RangeError(`event must be one of ${known}: ${describe(id)}`);
}
