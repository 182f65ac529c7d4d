import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shortenText, textWidth, wrapText } from "../../../lib/charts/text-width.ts";

const style = { size: 12 };

describe("textWidth", () => {
  it("grows with the size and with the weight, and adds up over characters", () => {
    expect(textWidth("BTC", { size: 24 })).toBeCloseTo(2 * textWidth("BTC", style), 10);
    expect(textWidth("BTC", { size: 12, bold: true })).toBeGreaterThan(textWidth("BTC", style));
    expect(textWidth("BTC ETH", style)).toBeCloseTo(
      textWidth("BTC", style) + textWidth(" ", style) + textWidth("ETH", style),
      10,
    );
    expect(textWidth("", style)).toBe(0);
  });
});

describe("wrapText", () => {
  it("keeps every word in order and every line of several words inside the width", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zA-Z0-9]{1,9}$/)),
        fc.integer({ min: 20, max: 300 }),
        (words, width) => {
          const lines = wrapText(words.join(" "), width, style);
          expect(lines.join(" ")).toBe(words.join(" "));
          for (const line of lines) {
            if (line.includes(" ")) expect(textWidth(line, style)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });

  it("never separates a number from its percent sign", () => {
    for (let width = 10; width < 120; width++) {
      for (const line of wrapText("lost 45.6 % and 53.9 % more", width, style)) {
        expect(line).not.toMatch(/^%/);
      }
    }
  });
});

describe("shortenText", () => {
  it("leaves a text that fits and ends one that does not with an ellipsis", () => {
    expect(shortenText("majors", 200, style)).toBe("majors");
    const short = shortenText("a very long desk name", 60, style);
    expect(short).toMatch(/^a ver.*…$/);
    expect(textWidth(short, style)).toBeLessThanOrEqual(60);
  });
});
