import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { expect, test } from "vitest";
import knownFigures from "../golden/figures.json" with { type: "json" };
import { knownFingerprints } from "../lib/math/kernels/fingerprinted.ts";
import { bitsOf, oneVar } from "../lib/parallel/one-var.ts";
import { root } from "../structure/sources.ts";
import { arm64Node } from "./arm64-node.ts";

const script = "test/gate/bits-of-this-machine";

test("arm64 gives the bits of x64, from kernels, from the whole library, and from VaR on one thread and on 1, 2, 3 and 16 workers of which one dies", async (context) => {
  const found = arm64Node();
  if ("reason" in found) {
    console.log(`not compared with arm64: ${found.reason}`);
    context.skip(found.reason);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "stressbook-arm64-"));
  try {
    await toJavaScript(folder);
    const args = [...found.args, join(folder, `${script}.js`)];
    const risks = Object.entries(oneVar).map(([name, { plain }]) => {
      const bits = bitsOf(plain());
      return [name, new Array(5).fill(bits)] as const;
    });
    expect(JSON.parse(execFileSync(found.command, args, { encoding: "utf8" }))).toEqual({
      arch: "arm64",
      fingerprints: { ...knownFingerprints, ...knownFigures },
      risks: Object.fromEntries(risks),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Strips the types on this machine, file by file: under emulation that takes most of the time. */
async function toJavaScript(folder: string): Promise<void> {
  await build({
    ...{ configFile: false, envDir: false, publicDir: false, logLevel: "error", root },
    ssr: { noExternal: true },
    build: {
      ...{ ssr: true, outDir: folder, emptyOutDir: true, target: "es2024", minify: false },
      rolldownOptions: {
        input: [join(root, `${script}.ts`), join(root, "lib/parallel/worker.ts")],
        output: {
          ...{ preserveModules: true, preserveModulesRoot: root },
          entryFileNames: "[name].js",
        },
      },
    },
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
}
