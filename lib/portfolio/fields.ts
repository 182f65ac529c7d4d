import type { z } from "zod";
import { isIsoDate } from "../base/time.ts";
import { rule } from "./check-document.ts";

/** A text that says something. @internal */
export const text: z.ZodType<string> = rule(
  "must be a text that is not empty",
  (value) => typeof value === "string" && value.trim() !== "",
);

/** A name without blanks at its ends, so that no two look alike. @internal */
export const identifier: z.ZodType<string> = rule(
  "must be a text that is not empty, without blanks at its ends",
  (value) => typeof value === "string" && value !== "" && value.trim() === value,
);

/** An asset as price histories name it. @internal */
export const assetSymbol: z.ZodType<string> = rule(
  "must be an asset symbol such as BTC",
  (value) => typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/.test(value),
);

/** @internal */
export const date: z.ZodType<string> = rule(
  "must be a date YYYY-MM-DD that exists",
  (value) => typeof value === "string" && isIsoDate(value),
);

/** @internal */
export const positive: z.ZodType<number> = rule(
  "must be a positive number",
  (value) => isFiniteNumber(value) && value > 0,
);

/** @internal */
export const nonNegative: z.ZodType<number> = rule(
  "must be zero or a positive number",
  (value) => isFiniteNumber(value) && value >= 0,
);

/** @internal */
export const nonZero: z.ZodType<number> = rule(
  "must be a number other than zero (positive is long, negative is short)",
  (value) => isFiniteNumber(value) && value !== 0,
);

/** A share of the whole, both ends allowed. @internal */
export const share: z.ZodType<number> = rule(
  "must be a fraction from 0 to 1",
  (value) => isFiniteNumber(value) && value >= 0 && value <= 1,
);

/** A return that a price can have. @internal */
export const simpleReturn: z.ZodType<number> = rule(
  "must be a return of at least -1, as a fraction (-0.25 is a fall of 25 %)",
  (value) => isFiniteNumber(value) && value >= -1,
);

/** Any number there is. @internal */
export const finite: z.ZodType<number> = rule("must be a finite number", isFiniteNumber);

/** A change of a price against another that leaves it above 0. @internal */
export const basis: z.ZodType<number> = rule(
  "must be a fraction above -1",
  (value) => isFiniteNumber(value) && value > -1,
);

/** A counting number. @internal */
export const version: z.ZodType<number> = rule(
  "must be an integer of at least 1",
  (value) => Number.isSafeInteger(value) && (value as number) >= 1,
);

/** One of a few words. @internal */
export function oneOf<T extends string>(...words: readonly T[]): z.ZodType<T> {
  return rule(`must be ${words.join(" or ")}`, (value) => words.includes(value as T));
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
