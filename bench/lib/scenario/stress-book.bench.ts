import { bookPnlHistory } from "../../../lib/scenario/book-pnl-history.ts";
import { historicalEvents } from "../../../lib/scenario/historical-events.ts";
import { historicalScenario } from "../../../lib/scenario/historical-scenario.ts";
import { stressAccounts } from "../../../lib/scenario/stress-accounts.ts";
import { stressBook } from "../../../lib/scenario/stress-book.ts";
import { growthCurve } from "../../growth.ts";
import { asOf, bookOf, history, market } from "../simulated-book.ts";

const scenarios = historicalEvents.map((event) => historicalScenario(history, event));
const sizes = [40, 160, 640, 2_560];

growthCurve({
  name: "stressBook, five crashes, assets without a price excluded, by positions",
  sizes,
  prepare: bookOf,
  run: (book) => stressBook(book, market, { scenarios, missing: "exclude" }),
});

const of160 = bookOf(160);
growthCurve({
  name: "stressBook, 160 positions, by scenarios",
  sizes: [5, 20, 80],
  prepare: (count) =>
    Array.from({ length: count }, (_, i) => ({ ...scenarios[i % 5]!, id: `scenario-${i}` })),
  run: (many) => stressBook(of160, market, { scenarios: many, missing: "exclude" }),
});

growthCurve({
  name: "stressAccounts, one crash, by positions",
  sizes,
  prepare: bookOf,
  run: (book) => stressAccounts(book, market, { scenario: scenarios[2]!, missing: "exclude" }),
});

growthCurve({
  name: "bookPnlHistory, 160 positions, by days",
  sizes: [60, 240, 960],
  prepare: (observations) => ({ asOf, window: { observations }, missing: "exclude" }) as const,
  run: (options) => bookPnlHistory(of160, history, options),
});
