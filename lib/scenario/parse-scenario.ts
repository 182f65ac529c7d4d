import { z } from "zod";
import { describe } from "../base/check.ts";
import type { InputIssue } from "../base/invalid-input.ts";
import { checkDocument, list, record } from "../portfolio/check-document.ts";
import {
  assetSymbol,
  basis,
  date,
  finite,
  identifier,
  oneOf,
  positive,
  simpleReturn,
  text,
  version,
} from "../portfolio/fields.ts";
import type { Scenario } from "./scenario.ts";

const volatility = record({
  relative: z.exactOptional(finite),
  absolute: z.exactOptional(finite),
  term: z.exactOptional(record({ days: positive, shortPower: finite, longPower: finite })),
});

const shift = {
  volatility: z.exactOptional(volatility),
  stickiness: z.exactOptional(oneOf("strike", "moneyness")),
  carry: z.exactOptional(finite),
  perpetualBasis: z.exactOptional(basis),
};

const schema: z.ZodType<Scenario> = record({
  id: identifier,
  version,
  name: text,
  description: text,
  source: text,
  kind: oneOf("historical", "hypothetical"),
  window: z.exactOptional(record({ from: date, to: date })),
  shocks: list(record({ asset: assetSymbol, return: simpleReturn, ...shift })),
  sectorShocks: z.exactOptional(
    list(record({ sector: identifier, return: simpleReturn, ...shift })),
  ),
  defaultShock: z.exactOptional(simpleReturn),
  defaultShift: z.exactOptional(record(shift)),
  untraded: z.exactOptional(list(record({ asset: assetSymbol, reason: text }))),
});

/**
 * A scenario from an outside document (parsed JSON), checked in full before any of it is used.
 *
 * Refused: a missing, misspelt or unknown field; a return below -1 or not finite; a basis of -1 or less; two shocks for
 * one asset or one sector; a scenario without any shock; a window that ends before it starts.
 *
 * @throws InvalidInputError listing every refusal with path, rule and value.
 * @example parseScenario(JSON.parse(text))
 */
export function parseScenario(input: unknown): Scenario {
  return checkDocument(input, { subject: "scenario", schema, across: scenarioIssues });
}

type Loose = Partial<Record<keyof Scenario, unknown>>;

function scenarioIssues(input: unknown): InputIssue[] {
  if (typeof input !== "object" || input === null) return [];
  const scenario: Loose = input;
  return [
    ...repeated("shocks", { list: scenario.shocks, key: "asset" }),
    ...repeated("sectorShocks", { list: scenario.sectorShocks, key: "sector" }),
    ...withoutShocks(scenario),
    ...backwards(scenario.window),
  ];
}

function repeated(
  name: string,
  { list: items, key }: { readonly list: unknown; readonly key: string },
): InputIssue[] {
  if (!Array.isArray(items)) return [];
  const names = items.map((item: unknown) => field(item, key));
  return names.flatMap((value, i) => {
    const earlier = names.indexOf(value);
    if (typeof value !== "string" || earlier === i) return [];
    const rule = `must be unique, but is that of ${name}[${earlier}] too`;
    return [{ path: `${name}[${i}].${key}`, rule, value: describe(value) }];
  });
}

function withoutShocks({ shocks, sectorShocks, defaultShock }: Loose): InputIssue[] {
  const isEmpty = (value: unknown): boolean =>
    value === undefined || (Array.isArray(value) && value.length === 0);
  if (!Array.isArray(shocks) || !isEmpty(shocks) || !isEmpty(sectorShocks)) return [];
  if (defaultShock !== undefined) return [];
  const rule = "must have a shock, unless sectorShocks or defaultShock do";
  return [{ path: "shocks", rule, value: "an empty list" }];
}

function backwards(window: unknown): InputIssue[] {
  const from = field(window, "from");
  const to = field(window, "to");
  if (typeof from !== "string" || typeof to !== "string" || from < to) return [];
  return [{ path: "window.to", rule: `must be after from ${from}`, value: describe(to) }];
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
