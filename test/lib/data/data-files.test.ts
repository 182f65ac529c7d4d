import { expect, test } from "vitest";
import { dataFiles } from "../../../lib/data/data-files.ts";
import { openData } from "../../../lib/data/open-data.ts";
import golden from "../../golden/data-set.json" with { type: "json" };
import { dataRoot } from "./data-set.ts";

test("lists every file with its fingerprint, for a stamp of what was read", () => {
  const files = dataFiles(openData({ root: dataRoot }));
  expect(Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]))).toEqual(
    golden.sha256.files,
  );
  expect(files[1]).toEqual({
    name: "funding-daily",
    kind: "funding",
    path: "funding-daily.csv",
    sha256: golden.sha256.files["funding-daily.csv"],
    rows: 1277,
    first: "2020-01-01",
    last: "2023-06-30",
    assets: ["BTC", "ETH"],
  });
});
