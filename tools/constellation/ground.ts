/** The ground Workers stand on: running stores, migrated, and filled when they are the clone's own and empty. */
import { migrate } from "../migrate.ts";
import type { Undo } from "../undo.ts";
import { finishedPictures, type SeedPicture } from "./pictures.ts";
import { seedTables } from "./seed.ts";
import { type StoreOptions, type Stores, startStores } from "./stores.ts";
import { databaseRoles } from "./worker-bindings.ts";

/** What the ground needs; `onProgress` is called for each finished part in one line. */
export interface GroundOptions extends StoreOptions {
  onProgress(line: string): void;
}

/** Running stores, and what the shop shows. */
export interface Ground {
  stores: Stores;
  /** Null for a database of the user's own: it is never filled with demo data. */
  pictures: SeedPicture[] | null;
}

/**
 * Starts the stores, migrates, and fills an empty shop of the clone's own.
 *
 * @param undo receives how to stop what was started, as soon as it was
 */
export async function layGround(options: GroundOptions, undo: Undo[]): Promise<Ground> {
  const { onProgress, secrets } = options;
  const stores = await startStores(options, undo);
  onProgress(`PostgreSQL: ${stores.describe.postgres}; Redis: ${stores.describe.redis}`);
  await migrate({ adminUrl: stores.adminUrl, roles: await databaseRoles(secrets) });
  options.signal?.throwIfAborted();
  const pictures = secrets.DATABASE_URL ? null : await finishedPictures();
  const loaded = pictures && (await seedTables(stores.adminUrl, pictures));
  if (loaded) onProgress(`seeded ${loaded.products} products and ${loaded.members} members`);
  return { stores, pictures };
}
