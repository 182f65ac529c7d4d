// Prints what must have the same bits on every machine; run by the Node of another one.
import { createHash } from "node:crypto";
import { figures } from "../lib/figures.ts";
import { fingerprinted, littleEndian } from "../lib/math/kernels/fingerprinted.ts";
import { bitsOf, oneVar } from "../lib/parallel/one-var.ts";

const fingerprints: Record<string, string> = {};
for (const [name, values] of Object.entries({ ...fingerprinted, ...figures })) {
  const hash = createHash("sha256").update(littleEndian(values())).digest("hex");
  fingerprints[name] = hash.slice(0, 16);
}
const risks: Record<string, string[]> = {};
for (const [name, { plain, parallel }] of Object.entries(oneVar)) {
  const two = await parallel({ jobs: 2 });
  if (two.note !== undefined) throw new Error(two.note);
  risks[name] = [bitsOf(plain()), bitsOf(two)];
}
console.log(JSON.stringify({ arch: process.arch, fingerprints, risks }));
