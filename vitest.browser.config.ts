import { defineConfig } from "vitest/config";
import { sourceAliases } from "./vitest.aliases.ts";

/** Tests that drive a real Chromium; `npm test` does not need a browser, `.ci/run` runs both. */
export default defineConfig({
  resolve: { alias: sourceAliases },
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/browser/page-scripts.ts"],
    env: { TZ: "UTC" },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
  },
});
