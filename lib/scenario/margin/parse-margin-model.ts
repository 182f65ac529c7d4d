import { z } from "zod";
import { checkDocument, list, record } from "../../portfolio/check-document.ts";
import {
  date,
  finite,
  identifier,
  nonNegative,
  positive,
  share,
  text,
} from "../../portfolio/fields.ts";
import type { MarginModel } from "./scenario-margin.ts";

const head = { name: text, asOf: date, source: text };
const byUnderlying = <T>(terms: z.ZodType<T>): z.ZodType<Record<string, T>> =>
  z.record(identifier, terms, { error: "must be an object of terms by underlying" });

const term = record({ days: positive, shortPower: nonNegative, longPower: nonNegative });
const volatility = record({
  relative: z.exactOptional(finite),
  absolute: z.exactOptional(finite),
  term: z.exactOptional(term),
});

const scan = record({
  kind: z.literal("scan"),
  ...head,
  terms: byUnderlying(record({ price: share, volatility })),
  extreme: z.exactOptional(record({ times: positive, share })),
  lookAheadHours: nonNegative,
  shortOptionMinimumRate: share,
  initialFactor: positive,
});

const deribit = record({
  kind: z.literal("deribit"),
  ...head,
  terms: byUnderlying(
    record({
      priceRange: share,
      stepsPerSide: positive,
      extendedMoves: list(finite),
      extendedFactor: share,
      extendedDampenerUsd: nonNegative,
      volatilityUp: nonNegative,
      volatilityDown: share,
      shortVegaPower: nonNegative,
      longVegaPower: nonNegative,
      leastVolatilityUp: nonNegative,
      roll: z.exactOptional(record({ annualMove: nonNegative, leastMove: nonNegative })),
      largeDelta: z.exactOptional(
        record({ thresholdUsd: nonNegative, perCoin: nonNegative, most: share }),
      ),
      netShortOptionRate: z.exactOptional(share),
      offsetFuturesRate: z.exactOptional(share),
    }),
  ),
  maintenanceFactor: share,
});

const okx = record({
  kind: z.literal("okx"),
  ...head,
  terms: byUnderlying(
    record({
      spotShocks: list(share),
      volatilityShock: share,
      decayHours: nonNegative,
      termShock: share,
      basisAnnualMove: nonNegative,
      rateMove: nonNegative,
      extremeMove: share,
      extremeShare: share,
      closingRate: share,
      closingTiers: list(record({ floorUsd: nonNegative, multiplier: positive })),
    }),
  ),
  initialFactor: positive,
});

const schema: z.ZodType<MarginModel> = z.discriminatedUnion("kind", [scan, deribit, okx], {
  error: ({ code }) =>
    code === "invalid_union" ? "must be scan, deribit or okx" : "must be an object with a kind",
});

/**
 * A margin model from an outside document (parsed JSON), checked in full before any of it is used.
 *
 * @throws InvalidInputError listing every refusal with path, rule and value.
 * @example parseMarginModel(JSON.parse(text))
 */
export function parseMarginModel(input: unknown): MarginModel {
  return checkDocument(input, { subject: "margin model", schema, across: () => [] });
}
