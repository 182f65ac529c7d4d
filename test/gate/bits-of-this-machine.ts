// Prints what must have the same bits on every machine; run by the Node of another one.
import { createHash } from "node:crypto";
import { startWorker } from "../../lib/parallel/start-worker.ts";
import { poolOn } from "../../lib/parallel/worker-pool.ts";
import { figures } from "../lib/figures.ts";
import { fingerprinted, littleEndian } from "../lib/math/kernels/fingerprinted.ts";
import { fatalStart } from "../lib/parallel/fatal-start.ts";
import { bitsOf, oneVar } from "../lib/parallel/one-var.ts";

const fingerprints: Record<string, string> = {};
for (const [name, values] of Object.entries({ ...fingerprinted, ...figures })) {
  const hash = createHash("sha256").update(littleEndian(values())).digest("hex");
  fingerprints[name] = hash.slice(0, 16);
}
/** Chunks that workers are still to be sent before one of them dies. */
let untilDeath = Infinity;
using mortal = poolOn(
  fatalStart(startWorker, () => --untilDeath === 0),
  { jobs: 16 },
);
const risks: Record<string, string[]> = {};
for (const [name, { plain, parallel }] of Object.entries(oneVar)) {
  const bits = [bitsOf(plain())];
  for (const jobs of [1, 2, 3, 16]) {
    untilDeath = 5;
    const found = await parallel({ jobs, pool: mortal });
    if (found.note !== undefined) throw new Error(found.note);
    if (found.replaced !== 1) throw new Error(`${jobs} workers: ${found.replaced} replaced`);
    bits.push(bitsOf(found));
  }
  risks[name] = bits;
}
console.log(JSON.stringify({ arch: process.arch, fingerprints, risks }));
