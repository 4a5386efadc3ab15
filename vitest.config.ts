/** Test projects: unit needs nothing, worker builds or starts things, system talks to the entire platform, e2e drives a browser. */
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that need a Worker, a build or a store, wherever they stand. A new one says so in its name: `*.worker.test.ts`. */
const WORKER_TESTS = [
  "workers/*/{test,db}/**/*.test.ts",
  "tools/{local,constellation,seed-load}/**/*.test.ts",
  "{packages,tools,web,workers}/**/*.worker.test.ts",
];
/** Drizzle changes the driver's parsers for the entire process, and these judge the driver as it comes. */
const ALONE = ["tools/local/neon.test.ts"];
const NO_TESTS = [...configDefaults.exclude, "**/.open-next/**", "**/.next/**"];

/** How long `expect.poll` waits for what a busy machine makes late: Vitest's own second would be a verdict on speed. */
const expectations = { poll: { timeout: 20_000 } };

/** Long proofs take longer. The limits below end what hangs; no test is judged by its time. */
const patience = process.env.EDGEMART_FULL === "1" ? 20 : 1;

/** Tests of the entire repository type-check and build it: begun last, each would run alone at the end. */
const LONG = /\/tools\/[^/]+\.worker\.test\.ts$/;

class LongFirst extends BaseSequencer {
  /** Puts the long files first; Vitest knows them only after a first run, and a new clone has none. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Files share a process: to start one and to read the same modules for each costs as much as the tests do. */
const SHARED = {
  isolate: false,
  setupFiles: ["tests/property-seed.ts", "tests/leave-no-spies.ts"],
  unstubEnvs: true,
  unstubGlobals: true,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: "unit",
          expect: expectations,
          include: ["{packages,tools,web,workers}/**/*.test.{ts,tsx}", "tests/*.test.ts"],
          exclude: [...NO_TESTS, ...WORKER_TESTS],
          ...SHARED,
          testTimeout: 30_000 * patience,
        },
      },
      {
        test: {
          name: "worker",
          expect: expectations,
          include: WORKER_TESTS,
          exclude: [...NO_TESTS, ...ALONE],
          ...SHARED,
          // One more than there are cores in CI: a quarter of their time these files wait for stores, timers and processes.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000 * patience,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "worker-alone",
          expect: expectations,
          include: ALONE,
          exclude: NO_TESTS,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000 * patience,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "system",
          expect: expectations,
          include: ["tests/{system,security}/**/*.test.ts"],
          globalSetup: ["tests/global-setup.ts"],
          // One constellation for all files: they run one after another, in one process.
          ...SHARED,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000 * patience,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: "e2e",
          expect: expectations,
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/global-setup.ts"],
          ...SHARED,
          // One administrator signs in for all of them, and a code of its app is good once.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
          testTimeout: 180_000 * patience,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
