import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { runKernelPass } from "../../workbench/check/kernel-pass.ts";
import { sourceOf } from "../../workbench/check/notebook-source.ts";
import { runStrictPass } from "../../workbench/check/strict-pass.ts";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const copies = 6;

test("checking the stress notebook takes at most a second of work after start-up", async () => {
  const parent = join(root, ".stressbook", "test-check");
  mkdirSync(parent, { recursive: true });
  const place = mkdtempSync(join(parent, "time-"));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const sources = Array.from({ length: copies }, (_, i) => {
    const file = join(place, `copy-${i}.ipynb`);
    copyFileSync(join(root, "notebooks", "02-historical-stress.ipynb"), file);
    return sourceOf(file, readNotebookFile(file));
  });
  const one = await workSeconds(sources.slice(0, 1));
  const all = await workSeconds(sources);
  const each = (all - one) / (copies - 1);
  console.log(
    `check: ${one.toFixed(2)} s for one notebook, ${each.toFixed(2)} s for each further one`,
  );
  expect(each).toBeLessThan(1);
});

// Processor time of this process, which other work on the machine does not change much.
async function workSeconds(sources: Parameters<typeof runStrictPass>[0]): Promise<number> {
  const before = process.cpuUsage();
  await runStrictPass(sources);
  runKernelPass(sources);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
