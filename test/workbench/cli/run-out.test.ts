import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

test("a committed notebook runs with another parameter into another folder, charts and all", () => {
  const out = mkdtempSync(join(tmpdir(), "stressbook-out-"));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const committed = readFileSync(join(root, "notebooks/03-value-at-risk.ipynb"), "utf8");
  const cli = join(root, "workbench/cli/main.ts");
  const notebook = "notebooks/03-value-at-risk.ipynb";
  const args = [cli, "run", notebook, "--param", "varConfidence=0.99", "--out", out];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const ran = readFileSync(join(out, "03-value-at-risk.ipynb"), "utf8");
  expect(ran).toContain("the book's 99 % one-day VaR");
  expect(ran.match(/"image\/png": "/g)?.length).toBe(committed.match(/"image\/png": "/g)?.length);
  expect(readFileSync(join(root, notebook), "utf8")).toBe(committed);
});
