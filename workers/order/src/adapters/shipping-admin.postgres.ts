/** Ways of delivery and remote areas as staff keep them, in PostgreSQL. */

import { AdminShippingMethod, RemoteArea } from "@edgemart/contracts/order-terms";
import type { Database } from "@edgemart/postgres/client";
import { outcomeOf } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { fields } from "../core/fields.ts";
import type { ShippingAdmin } from "../ports/terms.ts";
import { effectsOf, isUnused, patched, SUBJECT } from "./acts.ts";

const METHODS_MAX = 200;
const AREAS_MAX = 1_000;

const Method = z
  .preprocess(fields, z.looseObject({ nameKo: z.string(), nameEn: z.string() }))
  .transform(({ nameKo, nameEn, ...rest }) => ({ ...rest, name: { ko: nameKo, en: nameEn } }))
  .pipe(AdminShippingMethod);

/** Keeps ways of delivery and remote areas. */
export function postgresShipping(db: Database, requestId: string): ShippingAdmin {
  const methods = async (where: SQL): Promise<AdminShippingMethod[]> => {
    const rows = await run(
      db,
      sql`select to_jsonb(m) as method from orders.shipping_method m where ${where}
           order by m.position, m.id limit ${METHODS_MAX}`,
      z.object({ method: Method }),
    );
    return rows.map(({ method }) => method);
  };
  const areas = (where: SQL): Promise<RemoteArea[]> =>
    run(
      db,
      sql`select r.postcode_from as "from", r.postcode_to as "to", r.name from orders.remote_area r
           where ${where} order by 1, 2 limit ${AREAS_MAX}`,
      RemoteArea,
    );
  return {
    async list() {
      const [found, remote] = await Promise.all([methods(sql`true`), areas(sql`true`)]);
      return { methods: found, areas: remote };
    },
    find: async (id) => (await methods(sql`m.id = ${id}`))[0] ?? null,
    insert: (input, who) =>
      outcomeOf(
        db,
        sql`with done as (
            insert into orders.shipping_method (id, name_ko, name_en, currency, fee_minor, free_from_minor, remote_minor, active, position)
            select ${input.id}, ${input.name.ko}, ${input.name.en}, ${input.currency}, ${input.feeMinor}, ${input.freeFromMinor},
                   ${input.remoteMinor}, ${input.active}, ${input.position}
             where ${isUnused(who.key)} returning id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
    update: (id, version, patch, who) =>
      outcomeOf(
        db,
        sql`with done as (
            update orders.shipping_method m
               set name_ko = ${patched(patch.name?.ko, "m.name_ko", "text")},
                   name_en = ${patched(patch.name?.en, "m.name_en", "text")},
                   fee_minor = ${patched(patch.feeMinor, "m.fee_minor", "bigint")},
                   free_from_minor = ${patched(patch.freeFromMinor, "m.free_from_minor", "bigint")},
                   remote_minor = ${patched(patch.remoteMinor, "m.remote_minor", "bigint")},
                   active = ${patched(patch.active, "m.active", "boolean")},
                   position = ${patched(patch.position, "m.position", "smallint")},
                   version = m.version + 1
             where m.id = ${id} and m.version = ${version} and ${isUnused(who.key)} returning m.id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
    findArea: async (from, to) =>
      (await areas(sql`r.postcode_from = ${from} and r.postcode_to = ${to}`))[0] ?? null,
    putArea: ({ from, to, name }, who) =>
      outcomeOf(
        db,
        sql`with done as (
            insert into orders.remote_area (postcode_from, postcode_to, name)
            select ${from}, ${to}, ${name} where ${isUnused(who.key)}
            on conflict (postcode_from, postcode_to) do update set name = excluded.name
            returning postcode_from || '-' || postcode_to as id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
    removeArea: (from, to, who) =>
      outcomeOf(
        db,
        sql`with done as (
            delete from orders.remote_area
             where postcode_from = ${from} and postcode_to = ${to} and ${isUnused(who.key)}
            returning postcode_from || '-' || postcode_to as id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
  };
}
