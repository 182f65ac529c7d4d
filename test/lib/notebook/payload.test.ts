import { inspect, isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePayload, encodePayload, type Json } from "../../../lib/notebook/payload.ts";

function roundTrip(value: unknown): unknown {
  return decodePayload(JSON.parse(JSON.stringify(encodePayload(value))) as Json);
}

const plain = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, Infinity, -Infinity, -0),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
  ),
  key: fc.oneof(fc.string(), fc.constantFrom("$number", "$date", "$$", "__proto__", "constructor")),
  node: fc.oneof(
    { depthSize: "small" },
    tie("leaf"),
    fc.array(tie("node")),
    fc.dictionary(tie("key") as fc.Arbitrary<string>, tie("node"), { noNullPrototype: true }),
  ),
}));

describe("encodePayload and decodePayload", () => {
  it("give back every plain value, through JSON text", () => {
    fc.assert(
      fc.property(plain.node, (value) => {
        expect(isDeepStrictEqual(roundTrip(value), value), inspect(value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("keep NaN, the infinities and minus zero", () => {
    const values = [Number.NaN, Infinity, -Infinity, -0, 0];
    const back = roundTrip(values) as number[];
    values.forEach((value, i) => {
      expect(Object.is(back[i], value), `${value} -> ${back[i]}`).toBe(true);
    });
  });

  it.each([
    [Float64Array.of(1.5, Number.NaN), [1.5, Number.NaN]],
    [Float32Array.of(0.5), [0.5]],
    [Int32Array.of(-7), [-7]],
    [Uint8Array.of(255), [255]],
  ])("turn a typed array into a plain one: %s", (typed, array) => {
    expect(roundTrip({ values: typed })).toStrictEqual({ values: array });
  });

  it("drop undefined properties", () => {
    expect(roundTrip({ a: 1, b: undefined })).toStrictEqual({ a: 1 });
  });

  it("write a key that begins with $ so that it is no tag", () => {
    expect(encodePayload({ $number: "NaN" })).toEqual({ $$number: "NaN" });
  });

  it("accept the same object twice, where it is no cycle", () => {
    const shared = { x: 1 };
    expect(roundTrip([shared, shared])).toStrictEqual([{ x: 1 }, { x: 1 }]);
  });
});

describe("encodePayload", () => {
  const cycle: { self?: unknown } = {};
  cycle.self = [cycle];

  it.each([
    [
      { a: [1, () => 1] },
      "payload.a[1] must be plain data (numbers, strings, arrays, objects): a function",
    ],
    [
      { a: { b: 10n } },
      "payload.a.b must be plain data (numbers, strings, arrays, objects): a bigint",
    ],
    [[Symbol("x")], "payload[0] must be plain data (numbers, strings, arrays, objects): a symbol"],
    [cycle, "payload.self[0] must be plain data (numbers, strings, arrays, objects): a cycle"],
    [{ m: new Map() }, "payload.m must be plain data (numbers, strings, arrays, objects): a Map"],
    [{ s: new Set() }, "payload.s must be plain data (numbers, strings, arrays, objects): a Set"],
    [
      [1, undefined],
      "payload[1] must be plain data (numbers, strings, arrays, objects): undefined",
    ],
    [undefined, "payload must be plain data (numbers, strings, arrays, objects): undefined"],
    [
      new BigInt64Array(1),
      "payload must be plain data (numbers, strings, arrays, objects): a bigint",
    ],
    [
      new Date(Number.NaN),
      "payload must be plain data (numbers, strings, arrays, objects): an invalid date",
    ],
    [
      [new (class Book {})()],
      "payload[0] must be plain data (numbers, strings, arrays, objects): a Book",
    ],
  ])("refuses what JSON cannot hold, with its path: %#", (value, message) => {
    expect(() => encodePayload(value)).toThrow(new TypeError(message));
  });
});

describe("decodePayload", () => {
  it.each([
    [{ $number: "7" }],
    [{ $set: [] }],
    [{ $date: [] }],
    [{ $date: "yesterday" }],
    [{ a: 1, $number: "NaN" }],
  ])("refuses a tag that it does not know: %j", (json) => {
    expect(() => decodePayload(json as Json)).toThrow(/unknown tag/);
  });

  it("makes a property named __proto__ a property, not the prototype", () => {
    const decoded = decodePayload(JSON.parse('{"__proto__": {"polluted": true}}') as Json);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
