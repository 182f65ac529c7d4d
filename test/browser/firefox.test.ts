import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import knownFigures from "../golden/figures.json" with { type: "json" };
import { knownFingerprints } from "../lib/math/kernels/fingerprinted.ts";
import { bitsOf, oneVar } from "../lib/parallel/one-var.ts";
import { servedPage } from "./page-bundle.ts";

const usualPlaces = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

test("Firefox has the bits of Node, from kernels, from the library, and on workers of which one dies", async (context) => {
  const firefox = process.env.FIREFOX_PATH ?? usualPlaces.find((path) => existsSync(path));
  if (firefox === undefined) {
    const places = usualPlaces.join(", ");
    const reason = `no Firefox at ${places}: install it (Debian: apt install firefox-esr) or set FIREFOX_PATH`;
    if (process.env.CI) throw new Error(reason);
    console.log(`not compared with Firefox: ${reason}`);
    context.skip(reason);
    return;
  }
  const served = await servedPage("firefox-page.ts");
  const profile = mkdtempSync(join(tmpdir(), "stressbook-firefox-"));
  const args = ["--headless", "--no-remote", "--profile", profile, served.url("isolated")];
  const browser = spawn(firefox, args, { stdio: "ignore" });
  const gone = new Promise((resolve) => browser.once("exit", resolve));
  const ended = gone.then((code) => ({ error: `Firefox ended with code ${code}` }));
  try {
    expect(await Promise.race([served.report, ended])).toEqual({
      hasKernels: true,
      fingerprints: { ...knownFingerprints, ...knownFigures },
      runs: Object.fromEntries(expectedRuns()),
    });
  } finally {
    browser.kill();
    await gone;
    served.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

function expectedRuns(): [string, object][] {
  return Object.entries(oneVar).flatMap(([name, { plain }]) => {
    const bits = bitsOf(plain());
    return [1, 2, 3, 16].map((jobs): [string, object] => [
      `${name} ${jobs}`,
      { bits, replaced: 1 },
    ]);
  });
}
