/** What carts and sitemaps ask of the catalog in PostgreSQL: one statement each. */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { ProductIndexRows, VariantCardRow } from "../core/rows.ts";
import type { ShelfStore } from "../ports/shop.ts";
import { FIRST_MEDIA_JSON, texts, VISIBLE } from "./fragments.ts";

/** Makes the store of what carts and sitemaps ask. */
export function postgresShelf(db: Database): ShelfStore {
  return {
    async variants(skus) {
      // As JSON: the driver gives a bigint on its own as text.
      const rows = await run(
        db,
        sql`select to_jsonb(found) as variant from (
            select v.sku, p.slug, ${texts("p.title")} as title, ${texts("b.name")} as brand,
                   p.options, v.option_values as "optionValues", v.price_minor as "priceMinor",
                   v.compare_at_minor as "compareAtMinor", v.currency,
                   coalesce(s.on_hand - s.reserved, 0) as available,
                   p.status = 'active' as "isSold", ${FIRST_MEDIA_JSON} as media
              from catalog.variant v
              join catalog.product p on p.id = v.product_id
              join catalog.brand b on b.slug = p.brand_slug
              left join catalog.stock_level s on s.sku = v.sku
             where v.sku in (select jsonb_array_elements_text(${JSON.stringify(skus)}::jsonb))
               and ((${VISIBLE}) or p.status = 'archived')) as found`,
        z.object({ variant: VariantCardRow }),
      );
      return rows.map(({ variant }) => variant);
    },
    async productIndex(offset, limit) {
      const [row] = await run(
        db,
        sql`select (select count(*)::int from catalog.product p where ${VISIBLE}) as total,
                   (select coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'updatedAt', updated_at)
                                    order by created_at, id), '[]')
                      from (select p.slug, p.updated_at, p.created_at, p.id from catalog.product p
                             where ${VISIBLE} order by p.created_at, p.id
                             limit ${limit} offset ${offset}) as page) as items`,
        ProductIndexRows,
      );
      return row ?? { total: 0, items: [] };
    },
  };
}
