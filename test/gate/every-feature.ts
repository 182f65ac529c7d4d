/** Code cells that together use everything a notebook may do; run in order. */
export const everyFeature: readonly string[] = [
  `import * as aq from "arquero";
import { mean } from "d3";
import { type AnnualVolatilityOptions, annualVolatility, type PriceHistory } from "stressbook";
import { priceLines } from "stressbook/charts";
import { loadDailyCloses, openData } from "stressbook/data";
import { display, say, show, table } from "stressbook/notebook";`,

  `console.log("one", 2, { three: [4, Number.NaN] });
console.error("on stderr");
console.log("after it");
process.stdout.write("without a line end");`,

  `const rate = 1;
const doubled = (value: number): number => value * rate;
[doubled(3), new Date(0), new Map([["a", 1]])];`,

  `const rate = 2;
doubled(3);`,

  `const later = new Promise<string>((resolve) => setTimeout(() => resolve("waited"), 20));
const text = await later;
console.log(text, new Date(2022, 4, 5).toString(), (1234567.891).toLocaleString());`,

  `interface Row { desk: string; pnl: number }
function total<Key extends keyof Row>(rows: readonly Row[], key: Key, zero: Row[Key]): Row[Key] {
  return rows.reduce((sum, row) => (typeof sum === "number" ? sum + (row.pnl as number) : row[key]) as Row[Key], zero);
}
const rows: Row[] = [{ desk: "majors", pnl: -3 }, { desk: "basis", pnl: 1.5 }];
total(rows, "pnl", 0);`,

  `const summary = aq.from(rows).derive({ absolute: (row: Row) => Math.abs(row.pnl) });
table(summary, { title: "Desks", totals: ["pnl"] });
console.log(mean(rows, ({ pnl }) => pnl));`,

  `console.log("before the chart");
const history: PriceHistory = loadDailyCloses(openData());
show(priceLines, {
  dates: ["2022-05-05", "2022-05-06", "2022-05-07"],
  series: [{ name: "BTC", values: [36_000, Number.NaN, 34_000] }, { name: "ETH", values: [2_700, 2_600, 2_500] }],
}, { unit: "usd", source: "data/daily-close.csv" });
console.error("between the two");
say("**Said** of " + history.assets.length + " assets.", "A second paragraph with \`code\`.");
console.log("after both");`,

  `display({ data: { "text/plain": "plain", "text/latex": "$x^2$" }, metadata: { tested: true } });
const where = process.cwd();
where;`,

  `console.log("\\u001b[31mred\\u001b[0m", "é 漢 🚀 <b>&amp;</b>");
undefined;`,
];
