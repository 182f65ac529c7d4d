import { loadMarginModel } from "../../../lib/data/load-margin-model.ts";
import { scenarioMargin } from "../../../lib/scenario/margin/scenario-margin.ts";
import { growthCurve } from "../../growth.ts";
import { optionBook } from "../option-book.ts";

// Margin of a book of options: every option in every scenario by Black's formula. One tick of a
// margin engine is one call.
for (const name of ["grid-14", "span-16", "deribit-2024-06", "okx-2025-01"]) {
  const model = loadMarginModel(`data/parameters/${name}.json`);
  growthCurve({
    name: `scenarioMargin, ${name}: options`,
    sizes: [10, 100, 1000],
    prepare: optionBook,
    run: ({ positions, market }) => scenarioMargin(positions, market, model),
  });
}
