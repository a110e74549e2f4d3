import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Every package's tests in one run; tests stand beside their source. */
export default defineConfig({
  test: {
    include: [
      "packages/*/src/**/*.test.{ts,tsx}",
      "apps/*/src/**/*.test.{ts,tsx}",
      "nix/**/*.test.ts",
      "scripts/**/*.test.ts",
      "e2e/**/*.test.ts",
    ],
    // Files with test hosts mostly wait, so that more of them fit beside each other than there are processors.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 20_000,
    // Test hosts start in a hook.
    hookTimeout: 60_000,
  },
});
