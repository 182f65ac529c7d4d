import { defineConfig } from "vitest/config";
import { sourceAliases } from "./vitest.aliases.ts";

const shared = {
  env: { TZ: "UTC" },
  setupFiles: ["test/property-seed.ts"],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // One process per core: most of the time is spent waiting for the processes that tests start.
    maxWorkers: "100%",
    projects: [
      {
        resolve: { alias: sourceAliases },
        test: {
          ...shared,
          name: "workbench",
          include: ["test/**/*.test.ts"],
          exclude: ["test/lib/**", "test/browser/**", "test/gate/**"],
        },
      },
      {
        resolve: { alias: sourceAliases },
        test: {
          ...shared,
          name: "lib",
          include: ["test/lib/**/*.test.ts"],
          // The library has no state to keep apart: a process loads it once for all its files.
          isolate: false,
        },
      },
    ],
  },
});
