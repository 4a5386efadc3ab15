/** Members in PostgreSQL. */
import { AGE_MIN } from "@edgemart/contracts/consent";
import type { Member, Shopper } from "@edgemart/contracts/member";
import {
  type ContactsInput,
  MemberContact,
  MemberPage,
  type MembersInput,
} from "@edgemart/contracts/member-contact";
import { adminRefusal, type Standing } from "@edgemart/contracts/member-lookup";
import type { Database } from "@edgemart/postgres/client";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { run } from "@edgemart/postgres/run";
import { and, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { cart, consent, keyedEffect, member, memberCredential } from "../../db/schema.ts";
import { likePattern } from "../core/like-pattern.ts";
import type { Creation, MemberFilter, MemberStore, NewMember, Viewer, WriteKey } from "../ports.ts";
import { MemberRow, memberOf } from "./member-row.ts";
import { Actor } from "./parties.ts";
import { type Teller, TOLD, ToldRows, toldOf } from "./told.ts";

/** What the store is made with. */
export interface MemberTerms {
  db: Database;
  teller: Teller;
}

/** Makes the store of members. */
export function postgresMembers(terms: MemberTerms): MemberStore {
  const { db } = terms;
  return {
    list: (filter) => list(db, filter),
    find: (id, viewer) => find(db, id, viewer),
    shopper: (id) => shopper(db, id),
    made: (id) => made(db, id),
    create: (input, key, adminId) => create(terms, input, key, adminId),
    standing: (id) => standing(db, id),
    contacts: (asked) => contacts(db, asked),
    page: (asked) => page(db, asked),
  };
}

async function list(db: Database, filter: MemberFilter): Promise<Member[]> {
  const { after, emailNorm, ids, q, role, status } = filter;
  const where = and(
    isNull(member.deletedAt),
    emailNorm === null ? undefined : eq(member.emailNorm, emailNorm),
    // The expression of the index member_search_idx.
    q === undefined
      ? undefined
      : sql`(email_norm || ' ' || lower(name)) like ${likePattern(q.toLowerCase())}`,
    ids === null ? undefined : inArray(member.id, ids),
    role && eq(member.role, role),
    status && eq(member.status, status),
    after === null
      ? undefined
      : sql`(created_at, id) < (${after.createdAt}::timestamptz, ${after.id})`,
  );
  const rows = await run(
    db,
    sql`select * from ${member} where ${where}
         order by ${desc(member.createdAt)}, ${desc(member.id)} limit ${filter.limit}`,
    MemberRow,
  );
  return rows.map(memberOf);
}

async function find(db: Database, id: string, viewer: Viewer): Promise<Member | null> {
  const [row] = await run(
    db,
    sql`select * from ${member}
         where id = ${id} and deleted_at is null
           and (id = ${viewer.memberId} or ${viewer.seesAll}::boolean)`,
    MemberRow,
  );
  return row ? memberOf(row) : null;
}

async function shopper(db: Database, id: string): Promise<Shopper | null> {
  const [row] = await run(
    db,
    sql`select m.*, coalesce((
               select jsonb_agg(line->>'sku' order by place)
                 from ${cart} c, jsonb_array_elements(c.items) with ordinality as l(line, place)
                where c.member_id = m.id), '[]') as cart_skus
          from ${member} m where m.id = ${id} and m.deleted_at is null`,
    MemberRow.extend({ cart_skus: z.array(z.string()) }),
  );
  return row ? { member: memberOf(row), cartSkus: row.cart_skus } : null;
}

async function made(db: Database, id: string): Promise<Member> {
  const [row] = await run(db, sql`select * from ${member} where id = ${id}`, MemberRow);
  if (!row) throw new Error("a keyed effect names a member that is not there");
  return memberOf(row);
}

async function standing(db: Database, id: string): Promise<Standing | null> {
  const [row] = await run(
    db,
    sql`select role, status from ${member} where id = ${id} and deleted_at is null`,
    MemberRow.pick({ role: true, status: true }),
  );
  return row ?? null;
}

async function page(db: Database, { after, limit }: MembersInput): Promise<MemberPage> {
  const [row] = await run(
    db,
    sql`select (select count(*)::int from ${member} where deleted_at is null and status = 'active') as total,
               (select coalesce(jsonb_agg(id order by id), '[]')
                  from (select id from ${member} where deleted_at is null and status = 'active' and id > ${after ?? ""}
                         order by id limit ${limit}) as p) as "memberIds"`,
    MemberPage,
  );
  return row ?? { memberIds: [], total: 0 };
}

async function contacts(
  db: Database,
  { memberIds, deletedIds = [] }: ContactsInput,
): Promise<MemberContact[]> {
  return run(
    db,
    sql`select id as "memberId", email, name, locale, email_verified as "isConfirmed" from ${member}
         where (deleted_at is null and id in (select jsonb_array_elements_text(${JSON.stringify(memberIds)}::jsonb)))
            or (deleted_at is not null and email <> '' and id in (select jsonb_array_elements_text(${JSON.stringify(deletedIds)}::jsonb)))`,
    MemberContact,
  );
}

async function create(
  { db, teller }: MemberTerms,
  input: NewMember,
  key: WriteKey | null,
  adminId: string | null,
): Promise<Creation> {
  try {
    const [row] = await run(db, creation(teller, input, key, adminId), CreationRow);
    if (row?.made) {
      teller.publish(row.told);
      return { kind: "made", member: memberOf(row.made) };
    }
    if (adminId !== null && row && row.member_id === null) {
      const refused = adminRefusal(row.actor?.deleted_at === null ? row.actor : null);
      if (refused) return { kind: refused === "forbidden" ? refused : "ended" };
    }
    if (!row?.member_id) throw new Error("a creation made nothing and knew nothing");
    return { kind: "known", memberId: row.member_id, sameInput: row.same_input === true };
  } catch (thrown) {
    if (isUniqueViolation(thrown, "member_email_norm_key")) return { kind: "email_taken" };
    throw thrown;
  }
}

const CreationRow = z.object({
  made: MemberRow.nullable(),
  member_id: z.string().nullable(),
  same_input: z.boolean().nullable(),
  actor: Actor.nullable(),
  told: ToldRows,
});

/** What was agreed to, kind by kind. */
function versionsOf(accepts: NewMember["accepts"]): Record<string, string> {
  if (accepts === undefined) return {};
  return { terms: accepts.terms, privacy: accepts.privacy, age14: String(AGE_MIN) };
}

/**
 * One statement, so that member, credential and keyed effect exist together or not at all.
 *
 * Of two calls with one key the second waits at the key's index for the first to commit, and then sees its
 * row through DO UPDATE, which DO NOTHING would not return. The key is ours when it names the id made here.
 */
function creation(
  teller: Teller,
  input: NewMember,
  key: WriteKey | null,
  adminId: string | null,
): SQL {
  const provider = adminId === null ? "password" : "staff";
  const fingerprint = sql`encode(sha256(convert_to(${key?.input ?? null}::text, 'UTF8')), 'hex')`;
  return sql`
    with actor as materialized (
      select role, status, deleted_at from ${member} where id = ${adminId}::text for no key update
    ), may as (
      select where ${adminId === null}::boolean or exists (
        select from actor where role = 'admin' and status = 'active' and deleted_at is null)
    ), claim as (
      insert into ${keyedEffect} (principal, key, fingerprint, member_id)
      select ${key?.principal ?? null}::text, ${key?.key ?? null}::text, ${fingerprint}, ${input.id}
        from may where ${key !== null}::boolean
      on conflict (principal, key) do update set key = excluded.key
      returning member_id, fingerprint = ${fingerprint} as same_input
    ), made as (
      insert into ${member} (id, email, email_norm, name, locale, email_verified)
      select ${input.id}, ${input.email}, ${input.emailNorm}, ${input.name}, ${input.locale},
             ${input.emailVerified === true}::boolean
        from may where ${key === null}::boolean or exists (select from claim where member_id = ${input.id})
      returning *
    ), credential as (
      insert into ${memberCredential} (member_id, hash)
      select id, ${input.passwordHash}::text from made where ${input.passwordHash !== null}::boolean
    ), consented as (
      insert into ${consent} (member_id, kind, version)
      select made.id, each.key, each.value
        from made, jsonb_each_text(${JSON.stringify(versionsOf(input.accepts))}::jsonb) as each
    ), told as (${toldOf(teller, { type: "member.registered", data: { provider } }, sql`made`)})
    select ${TOLD} as told, to_jsonb(made) as made, claim.member_id, claim.same_input,
           (select to_jsonb(actor) from actor) as actor
      from (select) as one left join claim on true left join made on true`;
}
