import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fingerprinted } from "./fingerprinted.ts";

/** Of the little-endian bytes; the same on x86-64 and on arm64, which have no rounding of their own. */
const known: Record<keyof typeof fingerprinted, string> = {
  normalDraws: "f5270b36af216cd6",
  monteCarloLosses: "765757e214b58ec8",
  pathExtremes: "347672cce9889506",
  black76Batch: "702ecff9ec9ec0b7",
  columnProducts: "2bd0c1aaf4bdfced",
  revaluePnl: "aa5c9ca205867ce6",
};

test.each(Object.keys(known) as (keyof typeof known)[])(
  "%s have the bits of every machine",
  (name) => {
    const values = fingerprinted[name]();
    const bytes = new DataView(new ArrayBuffer(values.length * 8));
    values.forEach((value, i) => {
      bytes.setFloat64(8 * i, value, true);
    });
    expect(createHash("sha256").update(bytes).digest("hex").slice(0, 16)).toBe(known[name]);
  },
);
