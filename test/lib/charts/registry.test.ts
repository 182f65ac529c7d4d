import { expect, it } from "vitest";
import { priceLines } from "../../../lib/charts/price-lines.ts";
import { chartName, charts } from "../../../lib/charts/registry.ts";

it("chartName finds a chart of the library by identity, not by its function's name", () => {
  for (const [name, chart] of Object.entries(charts)) expect(chartName(chart)).toBe(name);
  expect(chartName(priceLines)).toBe("priceLines");
  const impostor = { priceLines: () => ({}) };
  expect(chartName(impostor.priceLines)).toBeUndefined();
});
