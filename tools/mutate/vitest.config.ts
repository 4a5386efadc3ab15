/** The tests of one target, as `npm run mutate` judges mutants by them. */
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

// Stryker's sandbox is closed to others; PostgreSQL runs as a user of its own and keeps its cluster below it.
chmodSync(ROOT, 0o755);

export default defineConfig({
  root: ROOT,
  resolve: {
    // The sandbox links node_modules, whose workspaces are the unchanged ones: no mutant would be met through them.
    alias: [{ find: /^@edgemart\/([^/]+)\/(.+)$/, replacement: `${ROOT}packages/$1/src/$2.ts` }],
  },
  test: { include: process.env.MUTATED_TESTS?.split(",") ?? [], hookTimeout: 60_000 },
});
