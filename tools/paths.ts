/** Where a clone keeps what is not in git. */
import { join, resolve } from "node:path";
import { ROOT } from "./run-command.ts";

const elsewhere = process.env.EDGEMART_LOCAL_DIR;

/** `.local`, or `EDGEMART_LOCAL_DIR`: a second system of one clone keeps everything of its own there. */
export const LOCAL = elsewhere ? resolve(elsewhere) : join(ROOT, ".local");

/** True for the clone's own system, whose secrets stand in the root `.dev.vars` for `wrangler dev` to read. */
export const IS_HOME = elsewhere === undefined;

/** Files and folders that tools share, relative to the root. */
export const PATHS = {
  /** PostgreSQL, Redis and R2: what `npm run reset` clears. */
  data: join(LOCAL, "data"),
  /** Builds and rendered pictures: safe to delete, slow to make; shared by all systems of the clone. */
  cache: join(ROOT, ".local/cache"),
  logs: join(LOCAL, "logs"),
  credentials: join(LOCAL, "credentials.json"),
  /** The user's one file of variables and secrets. */
  vars: IS_HOME ? join(ROOT, ".dev.vars") : join(LOCAL, ".dev.vars"),
  /**
   * Where the Workers of this system and `wrangler dev` find each other by name, so that two clones on one machine
   * never answer for each other. Wrangler's own variable of the shell wins.
   */
  registry: process.env.WRANGLER_REGISTRY_PATH ?? join(LOCAL, "registry"),
  /** Holds the process id of the running `npm start`. */
  lock: join(LOCAL, "run.lock"),
  /** Processes of the last start, so that the next one can clear what a kill -9 left. */
  run: join(LOCAL, "run.json"),
} as const;

/** The addresses README promises. PostgreSQL and Redis themselves take free ports: only their endpoints are known. */
export const DEFAULT_PORTS = {
  web: 3000,
  gateway: 8000,
  "image-resizer": 8001,
  neon: 54330,
  upstash: 54331,
  postgres: 0,
  redis: 0,
  "payment-gateway": 54332,
  mailbox: 8025,
  oidc: 54333,
} as const;
