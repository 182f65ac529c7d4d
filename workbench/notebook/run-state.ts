/**
 * How a notebook stands after a command looked at it: `reproduced` (its outputs came out the same),
 * `fresh` (new outputs were written, or its stamp matches what is on disk), `stale` (what it was
 * made from has changed since), `failed` (a cell failed or an output differs), `not-run`.
 */
export type RunState = "reproduced" | "fresh" | "stale" | "failed" | "not-run";
