import { dayNumber, isIsoDate, isoDate } from "../base/time.ts";
import type { FigureKind } from "./manifest.ts";

const hourPattern = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):00Z$/;

/** True for a time as files of this kind write it: `2020-03-12`, or `2020-03-12T10:00Z` hourly. */
export function isFigureTime(kind: FigureKind, text: string): boolean {
  if (kind !== "hourly") return isIsoDate(text);
  return hourPattern.test(text) && isIsoDate(text.slice(0, 10));
}

/** Steps since 1970: days, or hours of an hourly file. The time must exist ({@link isFigureTime}). */
export function figureStep(kind: FigureKind, time: string): number {
  const day = dayNumber(time.slice(0, 10));
  return kind === "hourly" ? day * 24 + Number(time.slice(11, 13)) : day;
}

/** The time of a step, the inverse of {@link figureStep}. */
export function figureTime(kind: FigureKind, step: number): string {
  if (kind !== "hourly") return isoDate(step);
  const hour = String(((step % 24) + 24) % 24).padStart(2, "0");
  return `${isoDate(Math.floor(step / 24))}T${hour}:00Z`;
}

/** Every time from the first to the last, both included. */
export function figureTimes(kind: FigureKind, span: readonly [string, string]): string[] {
  const start = figureStep(kind, span[0]);
  const length = figureStep(kind, span[1]) - start + 1;
  return Array.from({ length: Math.max(0, length) }, (_, i) => figureTime(kind, start + i));
}

/** The block a time belongs to: its month, or its day in an hourly file. */
export function figureBlock(kind: FigureKind, time: string): string {
  return time.slice(0, kind === "hourly" ? 10 : 7);
}
