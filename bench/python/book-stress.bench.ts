import { compensatedSum } from "../../lib/math/sum.ts";
import { parallelScenarioPnl } from "../../lib/parallel/parallel-scenario-pnl.ts";
import type { Position } from "../../lib/portfolio/book.ts";
import { contractMarket } from "../../lib/portfolio/contract-market.ts";
import { positionNotionalUsd } from "../../lib/portfolio/position-value.ts";
import { compileBook } from "../../lib/scenario/compile-book.ts";
import { type ScenarioPnl, scenarioPnl } from "../../lib/scenario/revalue-book.ts";
import { mixedMarket as market, mixedMoves, mixedPositions } from "../lib/mixed-book.ts";
import { arrayOf, withinDifference } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";
import { megabytesAlone } from "./megabytes-alone.ts";
import type { PeerAnswer } from "./python-peer.ts";

const [count, scenarioCount] = [10_000, 1_000];
const [asked] = process.argv.slice(2).map(Number);
const positions = mixedPositions(count);
const scenarios = mixedMoves(asked ?? scenarioCount);
const book = compileBook(positions);
const ours = (jobs: number) => () =>
  jobs === 1
    ? scenarioPnl(book, market, scenarios)
    : parallelScenarioPnl(book, { before: market, scenarios }, { jobs });

if (asked !== undefined) await ours(2)();
else await compare();

async function compare(): Promise<void> {
  const oursMegabytes = await megabytesAlone(import.meta.filename, scenarioCount);
  const name = "stress of 10,000 positions (half options) x 1,000 scenarios, full revaluation";
  const work = { name, module: "book_stress", packages: ["scipy"], input: undefined, agree };
  for (const threads of [2, 1] as const) {
    await besidePython({
      ...work,
      against:
        "NumPy and SciPy `ndtr`, vectorised by hand, blocks of the size that suits them best",
      ...{ threads, ours: ours(threads), peerInput: { ...peerInput(), workers: threads } },
      ...(threads === 2 && { oursMegabytes, wantedTimes: 2, wantedMegabytes: 300 }),
    });
  }
}

/** What every option needs, and what the others gain for each USD of their coin: that is linear in its return. */
function peerInput() {
  const assets = Object.keys(market.spot);
  const isOption = ({ instrument }: Position): boolean => instrument.type === "option";
  const options = positions.filter(isOption);
  const column = (of: (position: Position) => number) => Float64Array.from(options, of);
  const option = (position: Position) => contractMarket(market, position.instrument);
  const exposures = assets.map((asset) =>
    compensatedSum(
      positions
        .filter((one) => !isOption(one) && one.instrument.underlying === asset)
        .map((one) => gainPerReturn(one)),
    ),
  );
  const matrix = (of: (asset: string, row: number) => number) => ({
    ...{ rows: scenarios.length, columns: assets.length },
    values: Float64Array.from(scenarios.flatMap((_, i) => assets.map((asset) => of(asset, i)))),
  });
  return {
    exposures: Float64Array.from(exposures),
    asset: column(({ instrument }) => assets.indexOf(instrument.underlying)),
    side: column(({ instrument }) =>
      instrument.type === "option" && instrument.kind === "put" ? -1 : 1,
    ),
    strike: column(({ instrument }) => (instrument.type === "option" ? instrument.strike : 0)),
    forward: column((one) => option(one).price),
    years: column((one) => option(one).option!.years),
    volatility: column((one) => option(one).option!.volatility),
    coins: column(({ quantity, instrument }) => {
      if (instrument.type !== "option") return 0;
      const ratio = instrument.settlement === "linear" ? 1 : 1 / 1.01;
      return quantity * instrument.contractSize * ratio;
    }),
    returns: matrix((asset, i) => scenarios[i]!.get(asset)!.return),
    volatilityMoves: matrix((asset, i) => scenarios[i]!.get(asset)!.volatility!.relative!),
  };
}

/** P&L per unit of return: of an inverse contract its coins at entry, since spot over price does not move. */
function gainPerReturn(position: Position): number {
  const { instrument, quantity, entryPrice } = position;
  if (instrument.type === "spot" || instrument.settlement === "linear") {
    return positionNotionalUsd(position, market);
  }
  const spot = market.spot[instrument.underlying]!;
  return (quantity * instrument.contractSize * spot) / entryPrice;
}

/** Totals to 1e-12 of all that was revalued. */
function agree(mine: ScenarioPnl, theirs: PeerAnswer): string {
  const gross = compensatedSum(positions.map((one) => Math.abs(positionNotionalUsd(one, market))));
  const scale = new Float64Array(scenarios.length).fill(gross);
  const other = arrayOf(theirs, "totals");
  return `${withinDifference("totals", [mine.totals, other], { most: 1e-12, scale })} of gross`;
}
