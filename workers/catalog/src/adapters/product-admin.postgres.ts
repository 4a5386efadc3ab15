/** Products as administrators write them, in PostgreSQL: each write is one statement that begins at the product's row. */
import { AdminProduct, type MediaList } from "@edgemart/contracts/catalog-products";
import type { VariantInput } from "@edgemart/contracts/catalog-variants";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type {
  Missing,
  NewVariant,
  ProductAdmin,
  ProductState,
  References,
  Write,
} from "../ports/administration.ts";
import { ADMIN_PRODUCT_JSON, listRows } from "./product-admin-reads.ts";
import { PLAIN_COLUMNS, plainValues } from "./product-columns.ts";
import { effectsOf, isUnused, outcomeOf, SUBJECT, textArray } from "./write-effects.ts";

/** Makes the store of products as administrators keep them. */
export function postgresProducts(db: Database): ProductAdmin {
  return {
    list: (query, after) => listRows(db, query, after),
    async find(id) {
      const [row] = await run(
        db,
        sql`select ${ADMIN_PRODUCT_JSON} as product from catalog.product p
              join catalog.category c on c.id = p.category_id where p.id = ${id}`,
        z.object({ product: AdminProduct }),
      );
      return row?.product ?? null;
    },
    missing: (references) => missing(db, references),
    insert: (id, state, write) => outcomeOf(db, insertion(id, state, write)),
    update: (id, version, state, asked, write) =>
      outcomeOf(db, updating(id, version, state, asked, write)),
    replaceMedia: (id, version, list, write) =>
      outcomeOf(db, replacingMedia(id, version, list, write)),
    addVariants: (at, added, write) => outcomeOf(db, addingVariants(at, added, write)),
    replaceVariant: (at, input, write) => outcomeOf(db, replacingVariant(at, input, write)),
    removeVariant: (at, write) => outcomeOf(db, removingVariant(at, write)),
  };
}

async function missing(db: Database, { brand, category, facets }: References): Promise<Missing> {
  const [row] = await run(
    db,
    sql`select not exists (select from catalog.brand where slug = ${brand}) as brand,
               not exists (select from catalog.category where slug = ${category}) as category,
               array(select token from unnest(${textArray(facets)}) as token
                      where not exists (
                        select from catalog.attribute_value v
                         where v.attribute_key || '=' || v.key = token)) as facets`,
    z.object({ brand: z.boolean(), category: z.boolean(), facets: z.array(z.string()) }),
  );
  if (!row) throw new Error("a statement that must answer one row answered none");
  return row;
}

function insertion(id: string, state: ProductState, write: Write): SQL {
  return sql`
    with done as (
      insert into catalog.product (id, slug, status, category_id, brand_slug, title_ko, title_en,
             description_ko, description_en, facets, keywords, ${PLAIN_COLUMNS})
      select ${id}, ${state.slug}, ${state.status}, c.id, ${state.brand}, ${words(state)},
             ${facetsOf(state)}, ${keywordsOf(state)}, ${plainValues(state)}
        from catalog.category c where c.slug = ${state.category} and ${isUnused(write.key)}
      returning id
    ), ${effectsOf(write, SUBJECT, "product.created", state)}
    select id from done`;
}

function updating(
  id: string,
  version: number,
  state: ProductState,
  asked: object,
  write: Write,
): SQL {
  return sql`
    with done as (
      update catalog.product p
         set (slug, status, category_id, brand_slug, title_ko, title_en, description_ko, description_en,
              facets, keywords, ${PLAIN_COLUMNS}, version, updated_at)
           = row(${state.slug}::text, ${state.status}::text, c.id, ${state.brand}::text, ${words(state)},
                 ${facetsOf(state)}, ${keywordsOf(state)}, ${plainValues(state)}, p.version + 1, now())
        from catalog.category c
       where c.slug = ${state.category} and p.id = ${id} and p.version = ${version}
         and ${isUnused(write.key)}
      returning p.id
    ), ${effectsOf(write, SUBJECT, "product.changed", asked)}
    select id from done`;
}

/** Places that stay are overwritten, not deleted and made again: two parts of one statement may not meet on a key. */
function replacingMedia(id: string, version: number, { media }: MediaList, write: Write): SQL {
  const rows = JSON.stringify(media.map((each, position) => ({ ...each, position })));
  return sql`
    with done as (${nextVersion(id, version, write)}), wanted as (
      select r.* from done, jsonb_to_recordset(${rows}::jsonb)
        as r(id text, alt jsonb, width int, height int, thumbhash text, position int)
    ), shortened as (
      delete from catalog.product_media m using done
       where m.product_id = done.id and m.position >= ${media.length}
    ), placed as (
      insert into catalog.product_media
             (product_id, position, picture_id, alt_ko, alt_en, width, height, thumbhash)
      select ${id}, position, id, alt->>'ko', alt->>'en', width, height, thumbhash from wanted
      on conflict (product_id, position) do update
         set (picture_id, alt_ko, alt_en, width, height, thumbhash)
           = row(excluded.picture_id, excluded.alt_ko, excluded.alt_en, excluded.width,
                 excluded.height, excluded.thumbhash)
    ), ${effectsOf(write, SUBJECT, "media.replaced", { media: media.map((each) => each.id) })}
    select id from done`;
}

interface Place {
  productId: string;
  version: number;
  variantId: string;
}

/** One line of the trail for one write, however many it adds. */
function addingVariants(
  at: Omit<Place, "variantId">,
  added: readonly NewVariant[],
  write: Write,
): SQL {
  const [first] = added;
  const rows = JSON.stringify(
    added.map(({ id, variant, initialStock }, position) => ({
      ...{
        id,
        position,
        stock: initialStock,
        sku: variant.sku,
        option_values: variant.optionValues,
      },
      ...{ price_minor: variant.price.amountMinor, currency: variant.price.currency },
      compare_at_minor: variant.compareAtPrice?.amountMinor ?? null,
      weight_grams: variant.weightGrams,
    })),
  );
  const made = sql`(select done.id as subject_id, ${first?.id ?? null}::text as made_id from done)`;
  const asked = added.map(({ variant, initialStock }) => ({ ...variant, initialStock }));
  const [action, changes] =
    asked.length === 1 && asked[0]
      ? (["variant.added", asked[0]] as const)
      : (["variants.added", { variants: asked }] as const);
  return sql`
    with done as (${nextVersion(at.productId, at.version, write)}), wanted as (
      select r.*, done.id as product_id from done, jsonb_to_recordset(${rows}::jsonb)
        as r(id text, position int, stock int, sku text, option_values text[], price_minor bigint,
             currency text, compare_at_minor bigint, weight_grams int)
    ), made as (
      insert into catalog.variant
             (id, product_id, sku, option_values, price_minor, currency, compare_at_minor, weight_grams, position)
      select id, product_id, sku, option_values, price_minor, currency, compare_at_minor, weight_grams,
             position + (select coalesce(max(v.position), -1) + 1
                           from catalog.variant v where v.product_id = wanted.product_id)
        from wanted order by position
      returning sku
    ), level as (
      insert into catalog.stock_level (sku, on_hand)
      select made.sku, wanted.stock from made join wanted using (sku)
    ), moved as (
      insert into catalog.stock_movement (sku, delta, reason, reference, principal)
      select made.sku, wanted.stock, 'initial', wanted.id, ${write.viewer.memberId}
        from made join wanted using (sku) where wanted.stock > 0
    ), ${effectsOf(write, made, action, changes)}
    select id from done`;
}

function replacingVariant(at: Place, input: VariantInput, write: Write): SQL {
  const made = sql`(select done.id as subject_id, ${at.variantId}::text as made_id from done)`;
  return sql`
    with done as (${nextVersion(at.productId, at.version, write)}), changed as (
      update catalog.variant v
         set option_values = ${textArray(input.optionValues)},
             price_minor = ${input.price.amountMinor}::bigint, currency = ${input.price.currency},
             compare_at_minor = ${input.compareAtPrice?.amountMinor ?? null}::bigint,
             weight_grams = ${input.weightGrams}::int, version = v.version + 1, updated_at = now()
        from done where v.id = ${at.variantId} and v.product_id = done.id
    ), ${effectsOf(write, made, "variant.changed", input)}
    select id from done`;
}

/** Its stock row is locked first: what arrives at the same moment is either seen, or finds nothing to add to. */
function removingVariant(at: Place, write: Write): SQL {
  const made = sql`(select done.id as subject_id, ${at.variantId}::text as made_id from done)`;
  return sql`
    with emptied as materialized (
      select v.id from catalog.variant v join catalog.stock_level s on s.sku = v.sku
       where v.id = ${at.variantId} and v.product_id = ${at.productId} and s.on_hand = 0
         for update of s
    ), done as (
      update catalog.product p set version = version + 1, updated_at = now()
        from emptied
       where p.id = ${at.productId} and p.version = ${at.version} and ${isUnused(write.key)}
      returning p.id
    ), removed as (
      delete from catalog.variant v using done where v.id = ${at.variantId}
    ), ${effectsOf(write, made, "variant.removed", { variantId: at.variantId })}
    select id from done`;
}

/** The product's row comes first: under its lock no two writes of one version pass. */
function nextVersion(id: string, version: number, write: Write): SQL {
  return sql`update catalog.product p set version = version + 1, updated_at = now()
              where p.id = ${id} and p.version = ${version} and ${isUnused(write.key)}
             returning p.id`;
}

function words({ title, description }: ProductState): SQL {
  return sql`${title.ko}::text, ${title.en}::text, ${description.ko}::text, ${description.en}::text`;
}

function facetsOf({ attributes }: ProductState): SQL {
  return textArray(attributes.map(({ attribute, value }) => `${attribute}=${value}`).sort());
}

function keywordsOf(state: ProductState): SQL {
  return sql`catalog.keywords_of(${state.brand}, c.id, ${textArray(state.tags)}, ${facetsOf(state)})`;
}
