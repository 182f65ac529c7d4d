import { InvalidArgumentError } from "commander";

/**
 * A parser for an option that takes a whole number of `minimum` to `maximum`, both included; the
 * refusal says the range.
 */
export function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
  };
}
