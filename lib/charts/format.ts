/** How a number is written: the same on axes, in tables and in sentences. */
export type NumberFormat = "usd" | "percent" | "number" | "integer";

/** What a missing or undefined number is written as, never as a blank. */
export const notAvailable = "n/a";

const compactUnits = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/**
 * Dollars with three significant digits and a unit letter: `$1.2M`, `−$45.6k`, `$0.0832`.
 * NaN is `n/a`.
 */
export function formatUsd(value: number): string {
  return finite(value, (size) => {
    const rounded = Number(size.toPrecision(3));
    const unit = compactUnits.find(([scale]) => rounded >= scale);
    return unit ? `$${rounded / unit[0]}${unit[1]}` : `$${plain(rounded)}`;
  });
}

/** Dollars in full with thousands separated: `−$1,234,568`; `digits` after the point, 0 by default. */
export function formatUsdFull(value: number, digits: number = 0): string {
  return finite(value, (size) => `$${grouped(size, digits)}`);
}

/** A fraction as percent, 0.456 as `45.6 %`; `digits` after the point, 1 by default. */
export function formatPercent(fraction: number, digits: number = 1): string {
  return finite(fraction, (size) => `${grouped(size * 100, digits)} %`);
}

/** A fraction as percent with its sign always shown: `+12.3 %`, `−45.6 %`. */
export function formatChange(fraction: number, digits: number = 1): string {
  const text = formatPercent(fraction, digits);
  // What is nearly lost is not lost: only a change of exactly -1 reads −100 %.
  const lost = fraction > -1 && fraction < -0.5 && text.startsWith("−100");
  if (lost && digits < 12) return formatChange(fraction, digits + 1);
  return fraction > 0 && /[1-9∞]/.test(text) ? `+${text}` : text;
}

/** A number with thousands separated; `digits` after the point, 2 by default. */
export function formatNumber(value: number, digits: number = 2): string {
  return finite(value, (size) => grouped(size, digits));
}

/** A number with three significant digits, for ticks over many magnitudes: `0.001`, `12,300`. */
export function formatSignificant(value: number): string {
  return finite(value, (size) => {
    const rounded = Number(size.toPrecision(3));
    return rounded >= 1 ? grouped(rounded, 2).replace(/\.?0+$/, "") : plain(rounded);
  });
}

/** A number in one of the four formats, dollars in full; `digits` as in each. */
export function formatAs(format: NumberFormat, value: number, digits?: number): string {
  if (format === "usd") return formatUsdFull(value, digits);
  if (format === "percent") return formatPercent(value, digits);
  return format === "integer" ? formatNumber(value, digits ?? 0) : formatNumber(value, digits);
}

function finite(value: number, write: (size: number) => string): string {
  if (Number.isNaN(value)) return notAvailable;
  const size = Math.abs(value);
  const text = Number.isFinite(size) ? write(size) : "∞";
  return value < 0 && /[1-9∞]/.test(text) ? `−${text}` : text;
}

function grouped(size: number, digits: number): string {
  const [whole = "", fraction] = size.toFixed(digits).split(".");
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

function plain(size: number): string {
  return size !== 0 && size < 1e-6 ? size.toExponential() : String(size);
}
