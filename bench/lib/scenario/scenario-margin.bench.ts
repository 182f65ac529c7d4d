import { loadMarginModel } from "../../../lib/data/load-margin-model.ts";
import {
  prepareScenarioMargin,
  scenarioMargin,
} from "../../../lib/scenario/margin/scenario-margin.ts";
import { growthCurve } from "../../growth.ts";
import { optionBook } from "../option-book.ts";

// Margin of a book of options: every option in every scenario by Black's formula. One tick of a
// margin engine is one call of `margin`; `scenarioMargin` compiles the positions first.
for (const name of ["grid-14", "span-16", "deribit-2024-06", "okx-2025-01"]) {
  const model = loadMarginModel(`data/parameters/${name}.json`);
  growthCurve({
    name: `scenarioMargin, ${name}: options`,
    sizes: [10, 100, 1000],
    prepare: optionBook,
    run: ({ positions, market }) => scenarioMargin(positions, market, model),
  });
  growthCurve({
    name: `prepareScenarioMargin, ${name}, one tick: options`,
    sizes: [10, 100, 1000, 10_000],
    prepare: (size) => {
      const { positions, market } = optionBook(size);
      return { desk: prepareScenarioMargin(positions, model), market };
    },
    run: ({ desk, market }) => desk.margin(market),
  });
}
