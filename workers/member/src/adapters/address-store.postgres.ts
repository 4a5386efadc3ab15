/** Addresses in PostgreSQL. The default is a column of the member, so there is one by construction. */
import { ADDRESSES_MAX, type Address, type AddressInput } from "@edgemart/contracts/address";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { address, member } from "../../db/schema.ts";
import type { AddressStore, Change, Viewer, Write } from "../ports.ts";
import { AddressRow, addressOf } from "./address-row.ts";
import { attempt, claim, isUnused, recall } from "./keyed-effect.ts";
import { Actor, actorColumn, isWritable, partiesOf, refusalOf } from "./parties.ts";

/** The address that was written, if one was, and who wrote. */
const Written = z.object({ id: z.string().nullable(), actor: Actor.nullable() });
/** A member without an address is one row of nulls. */
const Listed = z.union([AddressRow, z.object({ id: z.null() })]);

/** Makes the store of addresses. */
export function postgresAddresses(db: Database): AddressStore {
  return {
    list: (memberId, viewer) => list(db, memberId, viewer),
    find: (memberId, id, viewer) => find(db, memberId, id, viewer),
    add: (memberId, id, input, write) => add(db, memberId, id, input, write),
    replace: (memberId, id, input, write) => replace(db, memberId, id, input, write),
    remove: (memberId, id, write) => remove(db, memberId, id, write),
  };
}

async function list(db: Database, memberId: string, viewer: Viewer): Promise<Address[] | null> {
  const rows = await run(
    db,
    sql`select a.*, a.id = m.default_address_id as is_default
          from ${member} m left join ${address} a on a.member_id = m.id
         where m.id = ${memberId} and ${isVisible(viewer)}
         order by is_default desc, a.created_at desc, a.id desc`,
    Listed,
  );
  if (rows.length === 0) return null;
  return rows.filter((row) => row.id !== null).map(addressOf);
}

async function find(db: Database, memberId: string, id: string, viewer: Viewer) {
  const [row] = await run(
    db,
    sql`select a.*, a.id = m.default_address_id as is_default
          from ${address} a join ${member} m on m.id = a.member_id
         where a.id = ${id} and m.id = ${memberId} and ${isVisible(viewer)}`,
    AddressRow,
  );
  return row ? addressOf(row) : null;
}

/** The member's row is counted up first: under its lock no two additions pass the bound together. */
async function add(
  db: Database,
  memberId: string,
  id: string,
  input: AddressInput,
  write: Write,
): ReturnType<AddressStore["add"]> {
  const { key, viewer } = write;
  const row = await attempt(
    db,
    sql`with ${partiesOf(viewer, memberId)}, owner as (
          update ${member} m set address_count = address_count + 1,
                 default_address_id = case when ${input.isDefault}::boolean or default_address_id is null
                                           then ${id} else default_address_id end
            from terms
           where m.id = ${memberId} and ${isWritable(viewer)} and m.address_count < ${ADDRESSES_MAX}
             and ${isUnused(key)}
          returning m.id
        ), added as (
          insert into ${address}
            (id, member_id, recipient, phone, country, postcode, line1, line2, city, region)
          select ${id}, owner.id, ${values(input)} from owner
          returning id, member_id
        ), claimed as (${claim(key, sql`(select member_id, id as made_id from added)`)})
        select (select id from added) as id, ${actorColumn(viewer)}`,
    Written,
  );
  const refused = row && !row.id ? refusalOf(row.actor, viewer, memberId, "own") : null;
  if (refused) return { kind: refused };
  const before = row?.id ? null : await recall(db, key);
  if (before?.sameInput === false) return { kind: "key_reused" };
  const found = await find(db, memberId, row?.id ?? before?.madeId ?? id, viewer);
  if (found) return { kind: "done", value: found };
  const others = await list(db, memberId, viewer);
  return { kind: others && others.length >= ADDRESSES_MAX ? "full" : "missing" };
}

async function replace(
  db: Database,
  memberId: string,
  id: string,
  input: AddressInput,
  write: Write,
): Promise<Change<Address>> {
  const { key, viewer } = write;
  const row = await attempt(
    db,
    sql`with ${partiesOf(viewer, memberId)}, changed as (
          update ${address} a
             set (recipient, phone, country, postcode, line1, line2, city, region) = row(${values(input)}),
                 version = a.version + 1, updated_at = now()
            from ${member} m, terms
           where a.id = ${id} and a.member_id = m.id and m.id = ${memberId} and ${isWritable(viewer)}
             and ${versionIn(write)} and ${isUnused(key)}
          returning a.id, a.member_id
        ), defaulted as (
          update ${member} set default_address_id = ${id}
           where id in (select member_id from changed) and ${input.isDefault}::boolean
        ), claimed as (${claim(key, sql`(select member_id, id as made_id from changed)`)})
        select (select id from changed) as id, ${actorColumn(viewer)}`,
    Written,
  );
  const refused = row && !row.id ? refusalOf(row.actor, viewer, memberId, "own") : null;
  if (refused) return { kind: refused };
  const before = row?.id ? null : await recall(db, key);
  if (before?.sameInput === false) return { kind: "key_reused" };
  const found = await find(db, memberId, id, viewer);
  if (!found) return { kind: "missing" };
  return row?.id || before ? { kind: "done", value: found } : { kind: "stale" };
}

/** The newest of the rest becomes the default when the default goes. */
async function remove(
  db: Database,
  memberId: string,
  id: string,
  write: Write,
): Promise<Change<null>> {
  const { key, viewer } = write;
  const row = await attempt(
    db,
    sql`with ${partiesOf(viewer, memberId)}, gone as (
          delete from ${address} a using ${member} m, terms
           where a.id = ${id} and a.member_id = m.id and m.id = ${memberId} and ${isWritable(viewer)}
             and ${versionIn(write)} and ${isUnused(key)}
          returning a.id, a.member_id
        ), counted as (
          update ${member} set address_count = address_count - 1,
                 default_address_id = case when default_address_id = ${id} then (
                   select o.id from ${address} o where o.member_id = ${memberId} and o.id <> ${id}
                    order by o.created_at desc, o.id desc limit 1
                 ) else default_address_id end
           where id in (select member_id from gone)
        ), claimed as (${claim(key, sql`(select member_id, id as made_id from gone)`)})
        select (select id from gone) as id, ${actorColumn(viewer)}`,
    Written,
  );
  if (row?.id) return { kind: "done", value: null };
  const refused = row ? refusalOf(row.actor, viewer, memberId, "own") : null;
  if (refused) return { kind: refused };
  const before = await recall(db, key);
  if (before) return before.sameInput ? { kind: "done", value: null } : { kind: "key_reused" };
  return { kind: (await find(db, memberId, id, viewer)) ? "stale" : "missing" };
}

/** Of the member `m`. */
function isVisible(viewer: Viewer): SQL {
  return sql`m.deleted_at is null and (m.id = ${viewer.memberId} or ${viewer.seesAll}::boolean)`;
}

/** Of the address `a`. */
function versionIn({ match }: Write): SQL {
  return match === "any" ? sql`true` : sql`a.version = any(${`{${match.join(",")}}`}::int[])`;
}

function values(input: AddressInput): SQL {
  const city = "city" in input ? input.city : null;
  const region = "region" in input ? input.region : null;
  const texts = [input.recipient, input.phone, input.country, input.postcode];
  const all = [...texts, input.line1, input.line2, city, region];
  return sql.join(
    all.map((text) => sql`${text}::text`),
    sql`, `,
  );
}
