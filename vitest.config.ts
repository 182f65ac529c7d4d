import { defineConfig } from "vitest/config";
import { sourceAliases } from "./vitest.aliases.ts";

export default defineConfig({
  resolve: { alias: sourceAliases },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**", "test/gate/**"],
    env: { TZ: "UTC" },
    setupFiles: ["test/property-seed.ts"],
    // One process per core: most of the time is spent waiting for the processes that tests start.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
