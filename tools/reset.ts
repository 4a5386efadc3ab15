/** `npm run reset`: clears all local data; builds, pictures and secrets stay. */
import { rm } from "node:fs/promises";
import { isAlive } from "./local/process-facts.ts";
import { PATHS } from "./paths.ts";
import { readHolder } from "./start/holder.ts";

const holder = await readHolder(PATHS.lock);
if (holder !== null && isAlive(holder)) {
  console.error(`Edgemart is running (process ${holder}): stop it first, then reset.`);
  process.exit(1);
}
await rm(PATHS.data, { recursive: true, force: true });
await rm(PATHS.credentials, { force: true });
console.log("Local data is cleared. `npm start` makes and seeds it anew.");
