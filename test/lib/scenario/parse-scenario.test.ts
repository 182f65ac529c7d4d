import { describe, expect, test } from "vitest";
import { InvalidInputError } from "../../../lib/base/invalid-input.ts";
import { parseScenario } from "../../../lib/scenario/parse-scenario.ts";

const valid = {
  id: "mild",
  version: 1,
  name: "Mild",
  description: "A mild day",
  source: "judgement",
  kind: "hypothetical",
  shocks: [{ asset: "BTC", return: -0.1 }],
  sectorShocks: [{ sector: "defi", return: -0.2 }],
  defaultShock: -0.15,
};

describe("parseScenario", () => {
  test("returns a valid scenario as it is", () => {
    expect(parseScenario(valid)).toEqual(valid);
    const term = { days: 30, shortPower: 0.3, longPower: 0.13 };
    const shift = { volatility: { relative: 0.5, absolute: -0.1, term }, carry: -0.05 };
    const full = {
      ...valid,
      shocks: [{ asset: "BTC", return: -0.1, perpetualBasis: -0.02 }],
      defaultShift: shift,
    };
    expect(parseScenario(full)).toEqual(full);
  });

  const atLeast = "must be a return of at least -1, as a fraction (-0.25 is a fall of 25 %)";
  test.each([
    [{ shocks: [{ asset: "BTC", return: -1.01 }] }, `shocks[0].return ${atLeast}: -1.01`],
    [{ shocks: [{ asset: "BTC", return: Number.NaN }] }, `shocks[0].return ${atLeast}: NaN`],
    [{ defaultShock: -60 }, `defaultShock ${atLeast}: -60`],
    [{ defaultShock: null }, `defaultShock ${atLeast}: null`],
    [
      { shocks: [valid.shocks[0], valid.shocks[0]] },
      'shocks[1].asset must be unique, but is that of shocks[0] too: "BTC"',
    ],
    [
      { sectorShocks: [valid.sectorShocks[0], valid.sectorShocks[0]] },
      'sectorShocks[1].sector must be unique, but is that of sectorShocks[0] too: "defi"',
    ],
    [
      { shocks: [{ asset: "BTC", return: 0, perpetualBasis: -1 }] },
      "shocks[0].perpetualBasis must be a fraction above -1: -1",
    ],
    [{ defaultShift: { carry: "5 %" } }, 'defaultShift.carry must be a finite number: "5 %"'],
    [
      { defaultShift: { volatility: { relative: Infinity } } },
      "defaultShift.volatility.relative must be a finite number: Infinity",
    ],
    [{ version: 0 }, "version must be an integer of at least 1: 0"],
    [{ kind: "guess" }, 'kind must be historical or hypothetical: "guess"'],
    [{ defaultShocks: 0 }, "defaultShocks is not a known field (did you mean defaultShock?): 0"],
    [
      { window: { from: "2022-05-12", to: "2022-05-05" } },
      'window.to must be after from 2022-05-12: "2022-05-05"',
    ],
    [{ id: "" }, "id must be a text that is not empty"],
  ])("refuses %j", (changes, message) => {
    const parse = (): unknown => parseScenario({ ...valid, ...changes });
    expect(parse).toThrow(InvalidInputError);
    expect(parse).toThrow(message);
  });

  test("refuses a scenario without any shock, and accepts one with a default only", () => {
    const { sectorShocks: _, defaultShock: __, ...bare } = { ...valid, shocks: [] };
    expect(() => parseScenario(bare)).toThrow("shocks must have a shock, unless sectorShocks");
    expect(parseScenario({ ...bare, defaultShock: 0 }).defaultShock).toBe(0);
  });

  test.each([null, [], "x", 1])("refuses %j as a whole", (input) => {
    expect(() => parseScenario(input)).toThrow("must be an object");
  });
});
