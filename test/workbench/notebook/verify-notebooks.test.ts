import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runNotebooks } from "../../../workbench/notebook/run-notebooks.ts";
import { verifyNotebooks } from "../../../workbench/notebook/verify-notebooks.ts";
import { fixtures } from "./fixtures.ts";

const limits = { jobs: 2, timeoutSeconds: 20, memoryMegabytes: 512 };

test("verifying names the committed output that was changed, by value, and writes nothing", async () => {
  const [file] = fixtures("good") as [string];
  await runNotebooks([file], limits);
  expect((await verifyNotebooks([file], limits)).failed).toBe(false);
  const text = readFileSync(file, "utf8");
  const changed = text.replace("1,234,567.5", "1,234,569.5");
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
  const { verifications, failed } = await verifyNotebooks([file], limits);
  expect(failed).toBe(true);
  expect(verifications[0]?.comparison?.differences).toEqual([
    {
      cell: 5,
      output: 1,
      kind: "number",
      path: "stdout line 2",
      committed: "1,234,569.5",
      now: "1,234,567.5",
      relative: expect.closeTo(2 / 1234569.5, 15),
    },
  ]);
  expect(readFileSync(file, "utf8")).toBe(changed);
});

test("a notebook whose cell fails does not verify, and has nothing to compare", async () => {
  const files = fixtures("exception");
  const { verifications, failed } = await verifyNotebooks(files, limits);
  expect(failed).toBe(true);
  expect(verifications[0]?.failure?.cell).toBe(3);
  expect(verifications[0]?.comparison).toBeUndefined();
});
