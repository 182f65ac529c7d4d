import { expect, test } from "vitest";
import { similar } from "../../../workbench/notebook/similar.ts";

const files = ["notebooks/01-market-history.ipynb", "notebooks/02-historical-stress.ipynb"];

test("a misspelt name, a part of it and its number find the file", () => {
  for (const wanted of ["02-historcal-stress.ipynb", "stress", "02", "x/02-Historical-Stress"]) {
    expect(similar(wanted, files), wanted).toEqual([files[1]]);
  }
});

test("a name that is like none finds none", () => {
  expect(similar("zzzzzz.ipynb", files)).toEqual([]);
});
