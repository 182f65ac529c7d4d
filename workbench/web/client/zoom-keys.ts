import type { DrawnChart } from "./draw-chart.ts";
import type { Span } from "./zoom.ts";

/** What a key does to the shown part of a time axis; `undefined` shows all, `null` is no such key. */
export type SpanChange = Span | undefined | null;

const day = 86_400_000;
const step = 0.2;

interface KeyZoom {
  /** The span that is shown, and the one that shows all. */
  readonly shown: Span;
  readonly full: Span;
  readonly onChange: (span: Span | undefined) => void;
}

/** Lets a chart with a time axis take the focus, and zoom and move by keys while it has it. */
export function zoomByKeys({ svg }: DrawnChart, { shown, full, onChange }: KeyZoom): void {
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("aria-keyshortcuts", "+ - ArrowLeft ArrowRight 0");
  svg.addEventListener("keydown", (event) => {
    if (event.target !== svg || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = spanAfterKey(event.key, shown, full);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  });
}

/**
 * The span after a key: + and - halve and double it around its middle, the arrows move it by a fifth,
 * 0, Home and Escape show all. It stays inside `full` and is never shorter than a day.
 */
export function spanAfterKey(key: string, shown: Span, full: Span): SpanChange {
  const [from, to] = shown.map(Date.parse) as [number, number];
  const length = to - from;
  switch (key) {
    case "+":
    case "=":
      return fitted(from + length / 4, Math.max(day, length / 2), full);
    case "-":
    case "_":
      return fitted(from - length / 2, length * 2, full);
    case "ArrowLeft":
      return fitted(from - Math.max(day, length * step), length, full);
    case "ArrowRight":
      return fitted(from + Math.max(day, length * step), length, full);
    case "0":
    case "Home":
    case "Escape":
      return undefined;
    default:
      return null;
  }
}

function fitted(start: number, length: number, full: Span): Span | undefined {
  const [first, last] = full.map(Date.parse) as [number, number];
  if (length >= last - first) return undefined;
  const from = Math.min(Math.max(start, first), last - length);
  return [isoDate(from), isoDate(from + length)];
}

function isoDate(time: number): string {
  return new Date(Math.round(time / day) * day).toISOString().slice(0, 10);
}
