import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { figures } from "./figures.ts";
import { littleEndian } from "./math/kernels/fingerprinted.ts";

/** A number that moved on purpose: run this file with `-u`, and the changelog says which and why. */
const known = "../golden/figures.json";

test("figures of the whole library have the bits of every machine", async () => {
  const found = Object.entries(figures).map(([name, values]) => {
    const hash = createHash("sha256").update(littleEndian(values())).digest("hex");
    return [name, hash.slice(0, 16)] as const;
  });
  const text = JSON.stringify(Object.fromEntries(found), undefined, 1);
  await expect(`${text}\n`).toMatchFileSnapshot(known);
});
