/** Binary places of the integers below: x stands for x / 2^256. */
const places = 256n;
const twoToMinus256 = 2 ** -256;

/** 1. @internal */
export const fixedOne: bigint = 1n << places;
/** 1 / sqrt(2 π), rounded. @internal */
export const fixedDensity = 0x662114cf50d942343f2cf1402eae38bfd3829f30512706d8c0471b4802639d2fn;
/** ln 2, rounded. @internal */
export const fixedLn2 = 0xb17217f7d1cf79abc9e3b39803f2f6af40f343267298b62d8a0d175b8baafa2cn;

/** Of a double whose last bit is worth 2^-256 or more, exactly. @internal */
export function toFixed(value: number): bigint {
  const whole = value * 2 ** 64;
  return (BigInt(Math.floor(whole)) << (places - 64n)) + BigInt((whole % 1) * 2 ** 192);
}

/** The nearest double. @internal */
export function fromFixed(value: bigint): number {
  return Number(value) * twoToMinus256;
}

/** Rounded towards -Infinity. @internal */
export function fixedProduct(a: bigint, b: bigint): bigint {
  return (a * b) >> places;
}

/** Rounded towards 0. @internal */
export function fixedQuotient(a: bigint, b: bigint): bigint {
  return (a << places) / b;
}
