import type { RunState } from "../notebook/run-state.ts";

const labels: Readonly<Record<RunState, { word: string; meaning: string }>> = {
  reproduced: { word: "Reproduced", meaning: "Re-run here: every output came out as committed" },
  fresh: { word: "Fresh", meaning: "The outputs belong to the sources, library and data of now" },
  stale: { word: "Stale", meaning: "What the outputs were made from has changed since" },
  failed: { word: "Failed", meaning: "In the latest run a cell failed or an output differed" },
  "not-run": { word: "As committed", meaning: "Not run here: the outputs are the committed ones" },
};

/** A run state as a coloured word that explains itself on hover. */
export function stateBadge(state: RunState): string {
  const { word, meaning } = labels[state];
  return `<span class="state ${state}" title="${meaning}">${word}</span>`;
}
