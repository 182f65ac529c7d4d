import { defineConfig } from "vitest/config";
import { sourceAliases } from "./vitest.aliases.ts";

/** Slow tests that need more than npm gives (a Jupyter, long timeouts); `.ci/run` runs them. */
export default defineConfig({
  resolve: { alias: sourceAliases },
  test: {
    include: ["test/gate/**/*.test.ts"],
    env: { TZ: "UTC" },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: "100%",
  },
});
