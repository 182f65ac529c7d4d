import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findIn, fold, type SearchEntry } from "../../../../workbench/web/client/search.ts";

const entry: SearchEntry = {
  href: "notebooks/02-stress.html",
  title: "What would five crashes have done?",
  about: "Three desks, one book. 02-stress.ipynb tag-one",
  sections: [
    { text: "The opening before any heading, with a café." },
    {
      id: "section-losses",
      heading: "Who loses what",
      text: "The alt-coin desk loses most in LUNA.",
    },
    {
      id: "section-equity",
      heading: "Is the equity there?",
      text: "LUNA and FTX cost more than the equity.",
    },
  ],
};

describe("findIn", () => {
  test("an empty query finds the notebook and no section", () => {
    expect(findIn(entry, "  ")).toEqual([]);
  });

  test("every word must be somewhere in the notebook, not in one section", () => {
    expect(findIn(entry, "crashes equity")).toHaveLength(1);
    expect(findIn(entry, "crashes equity nowhere")).toBeUndefined();
  });

  test("the section with most of the words comes first and is linked by its anchor", () => {
    const hits = findIn(entry, "luna equity")!;
    expect(hits.map(({ href }) => href)).toEqual([
      "notebooks/02-stress.html#section-equity",
      "notebooks/02-stress.html#section-losses",
    ]);
    expect(hits[0]!.heading).toBe("Is the equity there?");
  });

  test("what stands before the first heading leads to the page itself", () => {
    const [hit] = findIn(entry, "opening")!;
    expect(hit).toMatchObject({ href: entry.href, heading: entry.title });
  });

  test.each(["CAFE", "café", "Cafe\u0301".normalize("NFC")])(
    "%s is found, accent or not",
    (query) => {
      expect(findIn(entry, query)).toHaveLength(1);
    },
  );

  test("file name, tag and question count, without a section of their own", () => {
    for (const query of ["02-stress.ipynb", "tag-one", "three desks"]) {
      expect(findIn(entry, query)).toEqual([]);
    }
  });

  test("the snippet is around the first find, and marks every one in it", () => {
    const text = `${"before ".repeat(60)}LUNA fell ${"after ".repeat(60)}`;
    const [hit] = findIn({ ...entry, sections: [{ text }] }, "luna fell")!;
    const words = hit!.snippet.map((part) => part.text).join("");
    expect(words.length).toBeLessThan(160);
    expect(words).toMatch(/^… before .*LUNA fell after.* …$/);
    expect(hit!.snippet.filter(({ found }) => found).map((part) => part.text)).toEqual([
      "LUNA",
      "fell",
    ]);
  });

  test("a query is a text and no pattern", () => {
    expect(findIn(entry, ".*")).toBeUndefined();
    expect(findIn(entry, "(")).toBeUndefined();
  });

  test("the pieces of a snippet are the text again, whatever is looked for", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.string({ maxLength: 3 }),
        (text, query) => {
          const hits = findIn({ ...entry, sections: [{ text }] }, query);
          for (const { snippet } of hits ?? [])
            expect(snippet.map((part) => part.text).join("")).toBe(text);
        },
      ),
    );
  });
});

describe("fold", () => {
  test("keeps the length, so that places stay places", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(text)).toHaveLength(text.length);
      }),
    );
  });
});
