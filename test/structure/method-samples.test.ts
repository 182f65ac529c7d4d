import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readText, root } from "./sources.ts";

const samplePath = join(root, `method-sample.${process.pid}.tmp.ts`);
afterAll(() => rmSync(samplePath, { force: true }));

describe("docs/methods/hypothetical-stress.md", () => {
  test("has a sample of every stress that runs as it stands and hurts where it must", () => {
    const text = readText("docs/methods/hypothetical-stress.md");
    const [sample] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((found) => found[1]!);
    const asked = "console.log(JSON.stringify(answers))";
    writeFileSync(samplePath, sample!.replace("console.table(answers)", asked));
    const printed = execFileSync(process.execPath, [samplePath], { cwd: root, encoding: "utf8" });
    const answers = JSON.parse(printed) as Readonly<Record<string, number>>;
    expect(Object.values(answers).every(Number.isFinite), printed).toBe(true);
    expect(answers.crowded).toBeGreaterThan(answers.calm!);
    expect(answers.thinStops).toBeLessThan(answers.stops!);
    expect(answers.cascade).toBeLessThan(0);
    expect(answers.depeg).toBeLessThan(0);
    expect(answers.default).toBeLessThan(0);
  });
});
