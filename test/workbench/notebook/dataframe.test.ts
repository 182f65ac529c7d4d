import { expect, test } from "vitest";
import { verifyNotebooks } from "../../../workbench/notebook/verify-notebooks.ts";
import { fixturePath } from "./fixtures.ts";

test("a notebook works with danfojs-node and shows its DataFrames as tables", async () => {
  const options = { jobs: 1, timeoutSeconds: 60, memoryMegabytes: 2048 };
  const { verifications } = await verifyNotebooks([fixturePath("dataframe")], options);
  expect(verifications[0]!.comparison?.differences).toEqual([]);
  expect(verifications[0]!.failure).toBeUndefined();
  expect(verifications[0]!.comparison?.count).toBe(0);
});
