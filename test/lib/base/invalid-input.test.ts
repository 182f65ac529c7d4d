import { expect, test } from "vitest";
import { InvalidInputError } from "../../../lib/base/invalid-input.ts";

test("a refused document lists every path, rule and value", () => {
  const error = new InvalidInputError("seeds/books/x.json", [
    { path: "positions[3].entryPrice", rule: "must be a positive number", value: "-4" },
    { path: "", rule: "must be an object", value: "null" },
  ]);
  expect(error.message).toBe(
    "seeds/books/x.json is not valid:\n" +
      "  positions[3].entryPrice must be a positive number: -4\n" +
      "  must be an object: null",
  );
  expect(error).toBeInstanceOf(RangeError);
  expect(error.issues).toHaveLength(2);
});
