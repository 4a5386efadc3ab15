/** The tests of one target, as `npm run mutate` judges mutants by them. */
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { keptThread } from "./kept-thread.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

// Stryker's sandbox is closed to others; PostgreSQL runs as a user of its own and keeps its cluster below it.
chmodSync(ROOT, 0o755);

/** Rooms whose tests take milliseconds; those of verbs and routes take seconds, and so do entire pictures. */
const QUICK = /\/src\/(core\/(?!render)|views|table|cache|policies|upstream|idempotency)/;

class QuickFirst extends BaseSequencer {
  /** Puts the cheap judges first: a mutant ends at the first test that notices it. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isQuick = ({ moduleId }: TestSpecification) => QUICK.test(moduleId);
    return [...files.filter(isQuick), ...files.filter((file) => !isQuick(file))];
  }
}

export default defineConfig({
  root: ROOT,
  resolve: {
    // The sandbox links node_modules, whose workspaces are the unchanged ones: no mutant would be met through them.
    alias: [{ find: /^@edgemart\/([^/]+)\/(.+)$/, replacement: `${ROOT}packages/$1/src/$2.ts` }],
  },
  plugins: [
    {
      name: "kept-thread",
      // Not as `test.pool`: Stryker names a pool of Vitest's on the command line, which counts more.
      configureVitest({ project }) {
        project.config.pool = keptThread.name;
        project.config.poolRunner = keptThread;
      },
    },
  ],
  test: {
    include: process.env.MUTATED_TESTS?.split(",") ?? [],
    // As in the project `unit`: a mutant's verdict is the same in each run.
    setupFiles: ["tests/property-seed.ts"],
    // Every order of steps, 10 000 attempts: up to 10 s for each mutant of auth's core, which eleven other files judge.
    // Codecs of WebAssembly: up to 3 s for each mutant of image-resizer's core, which its own tests judge.
    exclude: [
      ...configDefaults.exclude,
      "workers/auth/src/verbs/*.explore.test.ts",
      "workers/image-resizer/src/adapters/*.test.ts",
    ],
    sequence: { sequencer: QuickFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
