/** Fills an empty shop: tables of the demo catalog and members, the originals of its pictures, and the orders of the past. */
import { originalKey } from "@edgemart/contracts/images";
import type { Miniflare } from "miniflare";
import { withAdmin } from "../admin-client.ts";
import type { PaymentGateway } from "../local/payment-gateway/start.ts";
import { brands, categories, products, synonyms } from "../seed/catalog.ts";
import { events } from "../seed/events.ts";
import { members } from "../seed/members.ts";
import { plan } from "../seed/plans.ts";
import { loadCatalog } from "../seed-load/catalog.ts";
import { loadEvents } from "../seed-load/events.ts";
import { loadMembers } from "../seed-load/members.ts";
import { loadPurchases } from "../seed-load/purchases.ts";
import type { Credentials } from "./demo-accounts.ts";
import { bytesOf, type SeedPicture } from "./pictures.ts";

/** Loads the demo data when the catalog has no product; a shop that has been worked in is left alone. */
export async function seedTables(
  adminUrl: string,
  pictures: readonly SeedPicture[],
): Promise<{ products: number; members: number } | null> {
  if (!(await isEmpty(adminUrl))) return null;
  const bySlug = Map.groupBy(pictures, (picture) => picture.slug);
  const loaded = await loadMembers(adminUrl, members);
  await loadEvents(adminUrl, events, plan);
  const catalog = { categories, brands, synonyms, products };
  const { products: count } = await loadCatalog(adminUrl, catalog, (slug) =>
    (bySlug.get(slug) ?? []).map(({ alt, info }) => ({
      sha256: info.id,
      width: info.width,
      height: info.height,
      thumbhash: info.thumbhash,
      alt,
    })),
  );
  return { products: count, members: loaded.members };
}

/**
 * Loads the demo orders when no one has worked in the shop yet: most of them are the demo member's.
 *
 * @param gateway the local one, which is given what it would know of the past
 */
export function seedPurchases(
  adminUrl: string,
  { member, admin }: Credentials,
  gateway: PaymentGateway,
): Promise<{ orders: number } | null> {
  const { remember } = gateway;
  return loadPurchases({ adminUrl, member: member.email, admin: admin.email, remember });
}

async function isEmpty(adminUrl: string): Promise<boolean> {
  const { rowCount } = await withAdmin(adminUrl, (client) =>
    client.query("SELECT 1 FROM catalog.product LIMIT 1"),
  );
  return rowCount === 0;
}

const PUTS_ABREAST = 8;

/** Puts the originals that R2 does not hold yet, with what is known of them as metadata. */
export async function seedPictures(
  miniflare: Miniflare,
  pictures: readonly SeedPicture[],
): Promise<number> {
  const bucket = await miniflare.getR2Bucket("ORIGINALS", "edgemart-image-resizer");
  const known = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await bucket.list({ prefix: "o/", cursor });
    for (const object of page.objects) known.add(object.key);
    if (!page.truncated) break;
    cursor = page.cursor;
  }
  const missing = pictures.filter(({ info }) => !known.has(originalKey(info.id)));
  const waiting = [...missing];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { info } = next;
      await bucket.put(originalKey(info.id), new Uint8Array(await bytesOf(next)), {
        httpMetadata: { contentType: info.type },
        customMetadata: { info: JSON.stringify(info) },
      });
    }
  };
  // Each waits for a round trip into workerd, and for the disk.
  await Promise.all(Array.from({ length: PUTS_ABREAST }, lane));
  return missing.length;
}
