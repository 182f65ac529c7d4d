import { checkNonNegative, checkPositive, describe } from "../base/check.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { naturalExp } from "../math/natural-exp.ts";

/** What trading an asset at once meets. */
export interface AssetLiquidity {
  /** (ask - bid) / mid, a decimal fraction. */
  readonly spread: number;
  /** USD sold or bought at once that move the price by 1 %; 0 when nobody is there. */
  readonly depthUsd: number;
}

/** Liquidity by asset. */
export type Liquidity = Readonly<Record<string, AssetLiquidity>>;

/** How liquidity goes: `{ spreadTimes: 10, depthTimes: 0.1 }` is a market that has left. */
export interface LiquidityStress {
  readonly spreadTimes: number;
  readonly depthTimes: number;
}

/**
 * The liquidity of every asset under a stress: spreads and depths multiplied.
 *
 * @throws RangeError for a spread, depth or factor that is negative or not finite, naming it.
 * @example stressLiquidity(liquidity, { spreadTimes: 10, depthTimes: 0.1 })
 */
export function stressLiquidity(
  liquidity: Liquidity,
  { spreadTimes, depthTimes }: LiquidityStress,
): Liquidity {
  checkNonNegative("spreadTimes", spreadTimes);
  checkNonNegative("depthTimes", depthTimes);
  return Object.fromEntries(
    Object.keys(liquidity).map((asset) => {
      const { spread, depthUsd } = liquidityOf(liquidity, asset);
      return [asset, { spread: spread * spreadTimes, depthUsd: depthUsd * depthTimes }];
    }),
  );
}

/** The liquidity of an asset; throws a RangeError naming those there are. @internal */
export function liquidityOf(liquidity: Liquidity, asset: string): AssetLiquidity {
  if (!Object.hasOwn(liquidity, asset)) {
    const known = Object.keys(liquidity).join(", ") || "none";
    throw new RangeError(`asset must have a liquidity (${known}): ${describe(asset)}`);
  }
  const found = liquidity[asset]!;
  checkNonNegative(`spread of ${asset}`, found.spread);
  checkNonNegative(`depth of ${asset}`, found.depthUsd);
  return found;
}

/** An order at the market. */
export interface MarketOrder {
  /** Signed coins: negative sells. */
  readonly coins: number;
  /** USD per coin before the order. */
  readonly price: number;
}

/** How an order was filled. */
export interface OrderFill {
  /** Mean price of the order, half the spread included; NaN when nothing was filled. */
  readonly averagePrice: number;
  /** The price that the order leaves behind, without the spread. */
  readonly lastPrice: number;
  /** |coins × (price - averagePrice)|, USD: what the order lost against the price before it. */
  readonly costUsd: number;
  /** False where there is no depth: the order waits. */
  readonly filled: boolean;
}

/** An order of this part of the price per depth: 1 %. */
const depthMove = 0.01;

/**
 * The fill of an order that walks a book of constant depth: each coin moves the log price by
 * k = 0.01 price / depthUsd, so n coins leave price e^(k n) behind and cost on average
 * price (e^(k n) - 1) / (k n), plus half the spread. Selling can take the price towards zero, never below.
 *
 * @throws RangeError for a price that is not positive and coins that are not finite.
 * @example fillOrder({ coins: -100, price: 40_000 }, { spread: 0.0005, depthUsd: 20e6 })
 */
export function fillOrder(
  { coins, price }: MarketOrder,
  { spread, depthUsd }: AssetLiquidity,
): OrderFill {
  checkPositive("price", price);
  if (!Number.isFinite(coins)) throw new RangeError(`coins must be finite: ${coins}`);
  if (coins === 0) return { averagePrice: price, lastPrice: price, costUsd: 0, filled: true };
  if (depthUsd === 0) {
    return { averagePrice: Number.NaN, lastPrice: price, costUsd: 0, filled: false };
  }
  const move = (depthMove * price * coins) / depthUsd;
  const walked = (price * expm1(move)) / move;
  const averagePrice = Math.max(0, walked * (1 + (Math.sign(coins) * spread) / 2));
  return {
    averagePrice,
    lastPrice: price * naturalExp(move),
    costUsd: Math.abs(coins * (price - averagePrice)),
    filled: true,
  };
}
