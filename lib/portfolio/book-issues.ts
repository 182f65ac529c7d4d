import { describe } from "../base/check.ts";
import type { InputIssue } from "../base/invalid-input.ts";
import { isIsoDate } from "../base/time.ts";

/**
 * What is wrong with a book across its fields, told even where single fields are wrong too: no
 * positions, ids that repeat, accounts that are not defined, sectors that disagree, dates after or
 * before the book's own.
 *
 * @internal
 */
export function bookIssues(input: unknown): InputIssue[] {
  const positions = entries(input, "positions");
  const accounts = entries(input, "accounts");
  return [
    ...emptyPositions(input),
    ...repeatedIds("positions", positions),
    ...repeatedIds("accounts", accounts),
    ...unknownAccounts(positions, accounts),
    ...conflictingSectors(positions),
    ...wrongDates(positions, field(input, "asOf")),
  ];
}

function emptyPositions(input: unknown): InputIssue[] {
  const positions = field(input, "positions");
  if (!Array.isArray(positions) || positions.length > 0) return [];
  return [{ path: "positions", rule: "must have at least one position", value: "an empty list" }];
}

function repeatedIds(name: string, items: readonly unknown[]): InputIssue[] {
  const first = new Map<string, number>();
  return items.flatMap((item, i) => {
    const id = field(item, "id");
    if (typeof id !== "string") return [];
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, i);
    if (earlier === undefined) return [];
    const rule = `must be unique, but is that of ${name}[${earlier}] too`;
    return [{ path: `${name}[${i}].id`, rule, value: describe(id) }];
  });
}

function unknownAccounts(
  positions: readonly unknown[],
  accounts: readonly unknown[],
): InputIssue[] {
  const known = accounts.map((account) => field(account, "id"));
  const names = known.filter((id) => typeof id === "string").join(", ") || "none is defined";
  return positions.flatMap((position, i) => {
    const id = field(position, "account");
    if (typeof id !== "string" || known.includes(id)) return [];
    const rule = `must be the id of one of the accounts (${names})`;
    return [{ path: `positions[${i}].account`, rule, value: describe(id) }];
  });
}

function conflictingSectors(positions: readonly unknown[]): InputIssue[] {
  const first = new Map<string, { readonly sector: string; readonly at: number }>();
  return positions.flatMap((position, i) => {
    const asset = field(field(position, "instrument"), "underlying");
    const sector = field(position, "sector");
    if (typeof asset !== "string" || typeof sector !== "string") return [];
    const stated = first.get(asset) ?? { sector, at: i };
    first.set(asset, stated);
    if (stated.sector === sector) return [];
    const rule = `must be ${describe(stated.sector)} as for ${asset} in positions[${stated.at}]`;
    return [{ path: `positions[${i}].sector`, rule, value: describe(sector) }];
  });
}

function wrongDates(positions: readonly unknown[], asOf: unknown): InputIssue[] {
  if (!isDate(asOf)) return [];
  return positions.flatMap((position, i) => {
    const opened = field(position, "opened");
    const expiry = field(field(position, "instrument"), "expiry");
    const at = `positions[${i}]`;
    return [
      ...(isDate(opened) && opened > asOf
        ? [{ path: `${at}.opened`, rule: `must not be after asOf ${asOf}`, value: opened }]
        : []),
      ...(isDate(expiry) && expiry < asOf
        ? [
            {
              path: `${at}.instrument.expiry`,
              rule: `must not be before asOf ${asOf}`,
              value: expiry,
            },
          ]
        : []),
    ];
  });
}

function isDate(value: unknown): value is string {
  return typeof value === "string" && isIsoDate(value);
}

function entries(input: unknown, name: string): readonly unknown[] {
  const value = field(input, name);
  return Array.isArray(value) ? value : [];
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
