// The script of a page that sends what it computes to its server: for a browser that nothing drives.
import "./workers-page.ts";
import type { Asks } from "./workers-page.ts";

declare const asks: Asks;

/** What this browser computes, alone and on workers of which one dies. */
async function computed(): Promise<object> {
  const runs: Record<string, unknown> = {};
  for (const name of ["monteCarloVar", "monteCarloOfFew", "pathVar"] as const) {
    for (const jobs of [1, 2, 3, 16]) {
      const { bits, replaced, note } = await asks.withDeath(name, jobs);
      runs[`${name} ${jobs}`] = { bits, replaced, ...(note !== undefined && { note }) };
    }
  }
  return { hasKernels: asks.hasKernels(), fingerprints: await asks.fingerprints(), runs };
}

computed().then(send, (error: unknown) => send({ error: String(error) }));

function send(report: object): void {
  void fetch("/report", { method: "POST", body: JSON.stringify(report) });
}
