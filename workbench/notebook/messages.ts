import type { Touched } from "../stamp/record-touched.ts";
import type { CellFailure, CellPosition } from "./cell-failure.ts";
import type { JsonObject } from "./json.ts";
import type { KeptConversions } from "./kept-conversions.ts";

/** How long timers and connections may live on after the last cell. */
export const settleSeconds = 5;

/** What the runner tells the child, once. */
export interface RunRequest {
  readonly cells: readonly CellSource[];
  readonly timeoutSeconds: number;
  readonly allowNetwork: boolean;
  /** Where the last run's conversions of the cells are kept. */
  readonly kept: string;
}

export interface CellSource {
  readonly number: number;
  readonly source: string;
  /** Tagged `raises-exception`: its exception is its output, and it fails without one. */
  readonly raises: boolean;
}

/** What the child tells the runner, in the order in which it happens. */
export type ChildMessage =
  | { readonly type: "ready" }
  | { readonly type: "cell-started"; readonly cell: number }
  | {
      readonly type: "stream";
      readonly cell: number;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | { readonly type: "display"; readonly cell: number; readonly display: DisplayMessage }
  | { readonly type: "cell-finished"; readonly cell: number }
  | { readonly type: "failed"; readonly failure: CellFailure }
  | { readonly type: "touched"; readonly touched: Touched }
  | { readonly type: "converted"; readonly conversions: KeptConversions }
  | { readonly type: "finished" };

export interface DisplayMessage {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
  /** Outputs of one id replace each other. */
  readonly id?: string;
  readonly update: boolean;
}

/** The file descriptor on which the watchdog hears from the runner, and its end when the runner ends. */
export const controlDescriptor = 4;

/**
 * Where the main thread was when the watchdog looked, and why it did: `memory` runs low, `overflow`
 * is past all limits, `interrupt` when the runner is stopped. It is written to stderr by a thread of its own, as
 * the main thread may never send a message again.
 */
export interface Sighting {
  readonly cell: number;
  readonly position?: CellPosition;
  /** It waited for an event: it heard the question and had nothing to stop at. */
  readonly idle?: true;
  readonly reason: "timeout" | "memory" | "overflow" | "interrupt";
}

const mark = "\u0000stressbook-sighting ";

/** A sighting as a line of stderr. */
export function formatSighting(sighting: Sighting): string {
  return `\n${mark}${JSON.stringify(sighting)}\n`;
}

/** The last sighting in a child's stderr. */
export function lastSighting(stderr: string): Sighting | undefined {
  return sightings(stderr).at(-1);
}

/**
 * What a child's stderr tells best about where it ended. As memory runs out, the main thread may be
 * too busy to answer the last look: an earlier one then tells the place.
 */
export function tellingSighting(stderr: string): Sighting | undefined {
  const all = sightings(stderr);
  const last = all.at(-1);
  if (last?.reason !== "memory" && last?.reason !== "overflow") return last;
  return all.findLast(({ cell, position }) => cell === last.cell && position !== undefined) ?? last;
}

function sightings(stderr: string): Sighting[] {
  return stderr
    .split("\n")
    .filter((text) => text.startsWith(mark))
    .map((text) => JSON.parse(text.slice(mark.length)) as Sighting);
}
