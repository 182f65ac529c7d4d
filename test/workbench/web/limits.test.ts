import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { showBidiControls } from "../../../workbench/web/bidi.ts";
import { cut } from "../../../workbench/web/limits.ts";

describe("cut", () => {
  test("keeps the start, counts the rest and never halves a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(20), (text, longest) => {
        const { shown, left } = cut(text, longest);
        expect(text.startsWith(shown)).toBe(true);
        expect(shown.length + left).toBe(text.length);
        expect(shown.length).toBeLessThanOrEqual(longest);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("showBidiControls", () => {
  test("names what reorders its surroundings and leaves everything else", () => {
    expect(showBidiControls("a\u202eb\u2066c")).toBe("a⟨U+202E⟩b⟨U+2066⟩c");
    expect(showBidiControls("שלום \u200f عربي é −")).toBe("שלום \u200f عربي é −");
  });
});
