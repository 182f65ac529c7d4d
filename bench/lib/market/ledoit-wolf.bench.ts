import { addDays } from "../../../lib/base/time.ts";
import { ledoitWolf } from "../../../lib/market/ledoit-wolf.ts";
import type { ReturnPanel } from "../../../lib/market/returns.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { growthCurve } from "../../growth.ts";

function panelOf(rows: number, columns: number): ReturnPanel<"log"> {
  const random = randomStream({ seed: rows, stream: columns });
  const values = Float64Array.from({ length: rows * columns }, () => random.normal());
  return {
    kind: "log",
    dates: Array.from({ length: rows }, (_, i) => addDays("2000-01-01", i)),
    assets: Array.from({ length: columns }, (_, j) => `C${j}`),
    values: { rows, columns, values },
  };
}

growthCurve({
  name: "ledoitWolf, by dates, 20 assets",
  sizes: [500, 1_461, 5_000, 20_000],
  prepare: (rows) => panelOf(rows, 20),
  run: (panel) => ledoitWolf(panel),
});

growthCurve({
  name: "ledoitWolf, by assets, 1,461 dates",
  sizes: [10, 20, 40, 80],
  prepare: (columns) => panelOf(1_461, columns),
  run: (panel) => ledoitWolf(panel),
});
