/**
 * How a notebook stands after a command looked at it: `reproduced` (its outputs came out the same),
 * `fresh` (new outputs were written), `failed` (a cell failed or an output differs), `not-run`.
 */
export type RunState = "reproduced" | "fresh" | "failed" | "not-run";
