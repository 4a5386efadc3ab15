/** The ground Workers stand on: running stores, migrated, and filled when they are the clone's own and empty. */
import { migrate } from "../migrate.ts";
import type { Undo } from "../undo.ts";
import { ensurePictures, type SeedPictures } from "./pictures.ts";
import { seedTables } from "./seed.ts";
import { type StoreOptions, type Stores, startStores } from "./stores.ts";
import { databaseRoles } from "./worker-bindings.ts";

export interface GroundOptions extends StoreOptions {
  root: string;
  cacheDir: string;
  onProgress(line: string): void;
}

export interface Ground {
  stores: Stores;
  /** Null for a database of the user's own: it is never filled with demo data. */
  pictures: SeedPictures | null;
}

/** @param undo receives how to stop what was started, as soon as it was */
export async function layGround(options: GroundOptions, undo: Undo[]): Promise<Ground> {
  const { onProgress, secrets } = options;
  const pictured = secrets.DATABASE_URL
    ? null
    : ensurePictures(options.root, options.cacheDir, onProgress, options.signal);
  const migrated = (async () => {
    const stores = await startStores(options, undo);
    onProgress(`PostgreSQL: ${stores.describe.postgres}; Redis: ${stores.describe.redis}`);
    await migrate({ adminUrl: stores.adminUrl, roles: await databaseRoles(secrets) });
    return stores;
  })();
  // Both end before anything is thrown, so that nothing starts after the clean-up.
  await Promise.allSettled([migrated, pictured]);
  const [stores, pictures] = await Promise.all([migrated, pictured]);
  options.signal?.throwIfAborted();
  const loaded = pictures && (await seedTables(stores.adminUrl, pictures.pictures));
  if (loaded) onProgress(`seeded ${loaded.products} products and ${loaded.members} members`);
  return { stores, pictures };
}
