import { describe } from "../../base/check.ts";
import type { HourlyBars } from "../../market/hourly-bars.ts";
import { floorWarnings } from "../proxied-return.ts";
import type { ProxyFit } from "../proxy-fit.ts";
import type { ScenarioWarning } from "../scenario-warning.ts";

/** What the hourly figures of an event leave open. */
export interface PathPolicy {
  /** Hour whose close is the starting point, `YYYY-MM-DDTHH:00Z`; the first of the bars when not given. */
  readonly from?: string;
  /** Last hour played; the last of the bars when not given. */
  readonly to?: string;
  /**
   * Highs and lows beyond half or twice the closes around them, which no other hour bears out: `use` them
   * as printed, or `ignore` them and take the nearest of those closes.
   */
  readonly flashPrints: "use" | "ignore";
  /** An asset whose bars end or pause: marked at its `last` close, or at `zero`; it cannot be traded. */
  readonly halted: "last" | "zero";
}

/** Prices over the hours relative to those at the start: 1 is unchanged. */
export interface PricePath {
  /** Hours played, the one after the start first. */
  readonly hours: readonly string[];
  readonly assets: readonly string[];
  /**
   * Where each hour begins: the close before; after a halt the nearest price of the hour, since what lies
   * between was never traded.
   */
  readonly open: readonly Float64Array[];
  readonly high: readonly Float64Array[];
  readonly low: readonly Float64Array[];
  readonly close: readonly Float64Array[];
  /** False where the asset has no bar in the hour. */
  readonly traded: readonly (readonly boolean[])[];
  readonly warnings: readonly ScenarioWarning[];
}

const flashFactor = 2;

/**
 * The path of each asset from the close of the starting hour on; index by asset, then hour. Assets
 * with a `proxyFit` move by beta × the proxy's move since the start, and trade when the proxy does.
 *
 * @throws RangeError for hours outside the bars, an asset without a bar at the start, and no hour left.
 */
export function pricePath(
  bars: HourlyBars,
  {
    assets,
    fits,
    policy,
  }: {
    readonly assets: readonly string[];
    readonly fits: ReadonlyMap<string, ProxyFit>;
    readonly policy: PathPolicy;
  },
): PricePath {
  const start = hourIndex(bars, "from", policy.from ?? bars.hours[0]!);
  const end = hourIndex(bars, "to", policy.to ?? bars.hours.at(-1)!);
  if (end <= start) {
    throw new RangeError(`to must be after from ${bars.hours[start]}: ${bars.hours[end]}`);
  }
  const warnings: ScenarioWarning[] = [];
  const paths = assets.map((asset) => {
    const fit = fits.get(asset);
    const own = pathOf(bars, fit?.proxy ?? asset, { start, end, policy });
    if (fit === undefined) return own;
    const worst = (fit.beta > 0 ? Math.min(...own.low) : Math.max(...own.high)) - 1;
    warnings.push(...floorWarnings(fit, { ofProxy: worst, when: bars.event }));
    return scaledPath(own, fit.beta);
  });
  return {
    hours: bars.hours.slice(start + 1, end + 1),
    assets,
    open: paths.map(({ open }) => open),
    high: paths.map(({ high }) => high),
    low: paths.map(({ low }) => low),
    close: paths.map(({ close }) => close),
    traded: paths.map(({ traded }) => traded),
    warnings,
  };
}

interface AssetPath {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly traded: readonly boolean[];
}

function pathOf(
  bars: HourlyBars,
  asset: string,
  {
    start,
    end,
    policy,
  }: { readonly start: number; readonly end: number; readonly policy: PathPolicy },
): AssetPath {
  const column = bars.assets.indexOf(asset);
  if (column < 0) {
    const known = bars.assets.join(", ");
    throw new RangeError(`asset must have bars in ${bars.event} (${known}): ${describe(asset)}`);
  }
  const figure = (matrix: HourlyBars["close"], hour: number): number =>
    matrix.values[hour * matrix.columns + column] ?? Number.NaN;
  const base = figure(bars.close, start);
  if (!(base > 0)) {
    throw new RangeError(`${asset} must have a bar at ${bars.hours[start]} in ${bars.event}: none`);
  }
  const hours = Array.from({ length: end - start }, (_, i) => start + 1 + i);
  const [open, high, low, close] = [0, 1, 2, 3].map(() => new Float64Array(hours.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const traded = hours.map((hour) => figure(bars.close, hour) > 0);
  let last = 1;
  hours.forEach((hour, i) => {
    if (!traded[i]) {
      const mark = policy.halted === "zero" ? 0 : last;
      open[i] = high[i] = low[i] = close[i] = mark;
      return;
    }
    const around = [hour - 1, hour, hour + 1]
      .map((at) => figure(bars.close, at))
      .filter((x) => x > 0);
    const range = { high: figure(bars.high, hour), low: figure(bars.low, hour) };
    const kept = policy.flashPrints === "ignore" ? withoutFlash(range, around) : range;
    high[i] = kept.high / base;
    low[i] = kept.low / base;
    const before = close[i - 1] ?? 1;
    open[i] = (traded[i - 1] ?? true) ? before : Math.min(Math.max(before, low[i]!), high[i]!);
    close[i] = last = figure(bars.close, hour) / base;
  });
  return { open, high, low, close, traded };
}

function withoutFlash(
  { high, low }: { readonly high: number; readonly low: number },
  around: readonly number[],
): { readonly high: number; readonly low: number } {
  const [lowest, highest] = [Math.min(...around), Math.max(...around)];
  return {
    high: high > highest * flashFactor ? highest : high,
    low: low < lowest / flashFactor ? lowest : low,
  };
}

/** beta × the move since the start, not below nothing; a negative beta turns high and low around. */
function scaledPath({ open, high, low, close, traded }: AssetPath, beta: number): AssetPath {
  const scaled = (path: Float64Array): Float64Array =>
    path.map((relative) => Math.max(0, 1 + beta * (relative - 1)));
  const [up, down] = beta >= 0 ? [high, low] : [low, high];
  return {
    open: scaled(open),
    high: scaled(up),
    low: scaled(down),
    close: scaled(close),
    traded,
  };
}

function hourIndex({ hours, event }: HourlyBars, name: string, hour: string): number {
  const index = hours.indexOf(hour);
  if (index >= 0) return index;
  throw new RangeError(
    `${name} must be an hour of ${event} from ${hours[0]} to ${hours.at(-1)}: ${describe(hour)}`,
  );
}
