/** `npm run reset`: clears all local data; builds, pictures and secrets stay. */

import { rm } from "node:fs/promises";
import { lastCodeBeside } from "./accounts/code.ts";
import { releaseLock, tryLock } from "./constellation/file-lock.ts";
import { endOrphanedStores } from "./constellation/stores.ts";
import { PATHS } from "./paths.ts";
import { clearLeftovers } from "./start/leftovers.ts";

// Held until the end: a start must not find half its data.
const holder = await tryLock(PATHS.lock);
if (holder !== null) {
  console.error(`Edgemart is running (process ${holder}): stop it first, then reset.`);
  process.exit(1);
}
try {
  // After a kill -9 the stores may still write into what is deleted here.
  await clearLeftovers(PATHS.run, console.log);
  await endOrphanedStores(PATHS.data, console.log);
  await rm(PATHS.data, { recursive: true, force: true });
  for (const kept of [PATHS.credentials, lastCodeBeside(PATHS.credentials)]) {
    await rm(kept, { force: true });
  }
  await rm(PATHS.run, { force: true });
  console.log("Local data is cleared. `npm start` makes and seeds it anew.");
} catch (error) {
  console.error(`The data stays: ${error instanceof Error ? error.message : String(error)}.`);
  process.exitCode = 1;
} finally {
  await releaseLock(PATHS.lock);
}
