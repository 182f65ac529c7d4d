import { compileBook } from "../../../lib/scenario/compile-book.ts";
import { revaluationPnl, shockMarket } from "../../../lib/scenario/revalue.ts";
import { scenarioPnl } from "../../../lib/scenario/revalue-book.ts";
import { growthCurve } from "../../growth.ts";
import { sideBySide } from "../../side-by-side.ts";
import { mixedMarket, mixedMoves, mixedPositions } from "../mixed-book.ts";

// Stress of a book by full revaluation, half of it options: positions grow, then scenarios; then the compiled book
// beside the same positions revalued one by one.
const prepare = (positions: number, scenarios: number) => ({
  book: compileBook(mixedPositions(positions)),
  moves: mixedMoves(scenarios),
});
const run = ({ book, moves }: ReturnType<typeof prepare>) => scenarioPnl(book, mixedMarket, moves);

growthCurve({
  name: "compileBook: positions",
  sizes: [100, 1_000, 10_000, 100_000],
  prepare: mixedPositions,
  run: (positions) => compileBook(positions),
});
growthCurve({
  name: "scenarioPnl, 100 scenarios: positions",
  sizes: [10, 100, 1_000, 10_000, 100_000],
  prepare: (positions) => prepare(positions, 100),
  run,
});
growthCurve({
  name: "scenarioPnl, 10,000 positions: scenarios",
  sizes: [1, 10, 100, 1_000],
  prepare: (scenarios) => prepare(10_000, scenarios),
  run,
});
sideBySide({
  name: "P&L of positions under 16 scenarios",
  sizes: [100, 1_000, 10_000],
  prepare: (positions) => prepare(positions, 16),
  reference: {
    name: "one by one",
    run: ({ book, moves }) =>
      moves.map((move) => {
        const change = { before: mixedMarket, after: shockMarket(mixedMarket, move) };
        return book.positions.map((position) => revaluationPnl(position, change));
      }),
  },
  subject: { name: "scenarioPnl", run },
});
