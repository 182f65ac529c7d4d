import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatNotebook } from "../../../workbench/notebook/format-notebook.ts";
import type { Cell, Notebook } from "../../../workbench/notebook/notebook.ts";
import { readNotebook } from "../../../workbench/notebook/read-notebook.ts";
import { fixturePath, fixtureText } from "./fixtures.ts";

const cell: Cell = {
  kind: "code",
  id: "a",
  metadata: { tags: [], name: "n" },
  source: "let a = 1;\na",
  executionCount: 1,
  outputs: [
    { kind: "stream", name: "stdout", text: "1\n" },
    {
      kind: "display",
      data: { "text/plain": "a\nb", "image/png": "AAAA\nBBBB" },
      metadata: { b: 1, a: { d: 1, c: 2 } },
    },
  ],
};

describe("formatNotebook", () => {
  test("writes keys sorted, indent 1, texts as lines, base64 whole, a newline at the end", () => {
    expect(formatNotebook({ cells: [cell], metadata: {} })).toBe(`{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "a",
   "metadata": {
    "name": "n",
    "tags": []
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "1\\n"
     ]
    },
    {
     "data": {
      "image/png": "AAAA\\nBBBB",
      "text/plain": [
       "a\\n",
       "b"
      ]
     },
     "metadata": {
      "a": {
       "c": 2,
       "d": 1
      },
      "b": 1
     },
     "output_type": "display_data"
    }
   ],
   "source": [
    "let a = 1;\\n",
    "a"
   ]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`);
  });

  test("is undone by readNotebook, whatever the texts", () => {
    const text = fc
      .array(fc.constantFrom("a", "\n", "\r", "é", "\u2028", '"', "\\"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (source, output) => {
        const notebook: Notebook = {
          cells: [
            { kind: "markdown", id: "m", metadata: {}, source },
            { ...cell, source, outputs: [{ kind: "stream", name: "stderr", text: output }] },
          ],
          metadata: { a: 1 },
        };
        expect(readNotebook(formatNotebook(notebook), "x")).toEqual(notebook);
      }),
    );
  });

  test("changes no byte of a committed notebook", () => {
    const text = readFileSync(fixturePath("exception"), "utf8");
    expect(formatNotebook(readNotebook(text, "exception"))).toBe(fixtureText("exception"));
  });
});
