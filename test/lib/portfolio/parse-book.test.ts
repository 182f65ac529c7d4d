import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError } from "../../../lib/base/invalid-input.ts";
import { parseBook } from "../../../lib/portfolio/parse-book.ts";
import { frozen } from "./fixtures.ts";

const valid = (): unknown => ({
  name: "A book",
  asOf: "2022-05-05",
  positions: [
    {
      id: "one",
      desk: "majors",
      trader: "ann",
      account: "main",
      instrument: { type: "spot", underlying: "BTC" },
      quantity: -2,
      entryPrice: 30000,
      leverage: 3,
      stop: 45000,
      sector: "bitcoin",
      opened: "2022-05-01",
    },
    {
      id: "two",
      desk: "majors",
      trader: "bob",
      account: "main",
      instrument: {
        type: "option",
        underlying: "ETH",
        settlement: "inverse",
        contractSize: 1,
        expiry: "2022-06-24",
        strike: 2500,
        kind: "put",
      },
      quantity: 10,
      entryPrice: 120,
    },
  ],
  accounts: [
    {
      id: "main",
      venue: "Deribit",
      marginMode: "portfolio",
      collateral: [{ asset: "BTC", quantity: 3, haircut: 0.05 }],
    },
  ],
});

/** Sets (or, given undefined, removes) the field at a path of a valid book. */
function changed(path: string, value: unknown): unknown {
  const book = valid();
  const keys = path.split(".");
  let at = book as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[keys.at(-1)!];
  else at[keys.at(-1)!] = value;
  return book;
}

function refusal(input: unknown): InvalidInputError {
  try {
    parseBook(input);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return error as InvalidInputError;
  }
  throw new Error("the book was accepted");
}

describe("parseBook", () => {
  test("returns a valid book as it is, every kind of instrument included", () => {
    expect(parseBook(frozen(valid()))).toEqual(valid());
  });

  test("accepts a short spot position: a coin borrowed and sold", () => {
    expect(parseBook(valid()).positions[0]!.quantity).toBe(-2);
  });

  const positive = "must be a positive number";
  const cases: readonly [string, unknown, string][] = [
    ["positions.0.entryPrice", undefined, `positions[0].entryPrice ${positive}: missing`],
    ["positions.0.entryPrice", -1, `positions[0].entryPrice ${positive}: -1`],
    ["positions.0.entryPrice", 0, `positions[0].entryPrice ${positive}: 0`],
    ["positions.0.entryPrice", Number.NaN, `positions[0].entryPrice ${positive}: NaN`],
    ["positions.0.entryPrice", Infinity, `positions[0].entryPrice ${positive}: Infinity`],
    ["positions.0.entryPrice", "30000", `positions[0].entryPrice ${positive}: "30000"`],
    ["positions.0.leverage", 0, `positions[0].leverage ${positive}: 0`],
    ["positions.0.leverage", null, `positions[0].leverage ${positive}: null`],
    ["positions.1.instrument.strike", -5, `positions[1].instrument.strike ${positive}: -5`],
    ["positions.1.instrument.contractSize", 0, `instrument.contractSize ${positive}: 0`],
    [
      "positions.0.quantity",
      0,
      "positions[0].quantity must be a number other than zero " +
        "(positive is long, negative is short): 0",
    ],
    ["asOf", "2022-02-30", 'asOf must be a date YYYY-MM-DD that exists: "2022-02-30"'],
    ["positions.0.opened", "2022-05-06", "positions[0].opened must not be after asOf 2022-05-05"],
    [
      "positions.1.instrument.expiry",
      "2022-05-04",
      "positions[1].instrument.expiry must not be before asOf 2022-05-05: 2022-05-04",
    ],
    [
      "positions.0.instrument.type",
      "swap",
      'instrument.type must be spot, perpetual, future or option: "swap"',
    ],
    ["positions.0.instrument", "BTC", "positions[0].instrument must be an object with a type"],
    [
      "positions.0.instrument.underlying",
      "B T C",
      'instrument.underlying must be an asset symbol such as BTC: "B T C"',
    ],
    ["positions.1.instrument.kind", "straddle", 'must be call or put: "straddle"'],
    [
      "positions.0.entryprice",
      1,
      "positions[0].entryprice is not a known field (did you mean entryPrice?): 1",
    ],
    ["positions.0.instrument.strike", 1, "instrument.strike is not a known field"],
    ["comment", "x", "comment is not a known field (known: name, asOf, positions, accounts)"],
    [
      "positions.1.id",
      "one",
      'positions[1].id must be unique, but is that of positions[0] too: "one"',
    ],
    [
      "positions.1.account",
      "other",
      'positions[1].account must be the id of one of the accounts (main): "other"',
    ],
    ["positions", [], "positions must have at least one position: an empty list"],
    ["positions", {}, "positions must be a list: an object"],
    ["positions", undefined, "positions must be a list: missing"],
    [
      "accounts.0.collateral.0.haircut",
      1.5,
      "accounts[0].collateral[0].haircut must be a fraction from 0 to 1: 1.5",
    ],
    ["accounts.0.collateral.0.quantity", -1, "must be zero or a positive number: -1"],
    ["accounts.0.marginMode", "all", 'must be cross or isolated or portfolio: "all"'],
    ["positions.0.desk", " ", "positions[0].desk must be a text that is not empty"],
  ];

  test.each(cases)("refuses %s = %s", (path, value, message) => {
    const error = refusal(changed(path, value));
    expect(error.message).toContain(message);
    expect(error.issues).toHaveLength(1);
  });

  test("refuses two sectors for one asset", () => {
    const input = valid() as { positions: { instrument: object; sector?: string }[] };
    input.positions[1]!.instrument = { type: "spot", underlying: "BTC" };
    input.positions[1]!.sector = "gold";
    expect(refusal(input).message).toContain(
      'positions[1].sector must be "bitcoin" as for BTC in positions[0]: "gold"',
    );
  });

  test("lists every refusal at once, fields and rules across them", () => {
    const input = changed("positions.0.entryPrice", -1) as Record<string, unknown>;
    const positions = input.positions as Record<string, unknown>[];
    positions[1]!.id = "one";
    input.asof = "2022-05-05";
    const error = refusal(input);
    expect(error.issues.map(({ path }) => path).sort()).toEqual([
      "asof",
      "positions[0].entryPrice",
      "positions[1].id",
    ]);
    expect(error.message.split("\n")[0]).toBe("book is not valid:");
  });

  test.each([null, undefined, 3, "book", [], true])("refuses %s as a whole", (input) => {
    expect(refusal(input).message).toContain("must be an object");
  });

  test("answers any JSON with a book or an InvalidInputError, never another error", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(() => parseBook(input)).toThrow(InvalidInputError);
      }),
    );
  });

  test("answers any change of one value with a book or an InvalidInputError", () => {
    const paths = cases.map(([path]) => path);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        try {
          parseBook(changed(path, value));
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }),
    );
  });
});
