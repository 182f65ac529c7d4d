import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fingerprinted, knownFingerprints, littleEndian } from "./fingerprinted.ts";

test.each(Object.keys(knownFingerprints) as (keyof typeof knownFingerprints)[])(
  "%s have the bits of every machine",
  (name) => {
    const bytes = littleEndian(fingerprinted[name]());
    const found = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    expect(found).toBe(knownFingerprints[name]);
  },
);
