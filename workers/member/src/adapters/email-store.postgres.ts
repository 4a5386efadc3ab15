/** Changes of a member's address in PostgreSQL: each one statement, with its line of the security log and its event. @see specs/identity.md 19, 20 */
import {
  EMAIL_HOLD_DAYS,
  type EmailMove,
  type EmailUndo,
  type EmailVerify,
} from "@edgemart/contracts/email-change";
import { err, ok } from "@edgemart/contracts/result";
import type { Database } from "@edgemart/postgres/client";
import { isUniqueViolation } from "@edgemart/postgres/errors";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { emailHold, member, memberCredential, securityEvent } from "../../db/schema.ts";
import type { EffectStore, EmailStore } from "../ports.ts";
import { attempt, claim, isUnused, recall } from "./keyed-effect.ts";
import { type Teller, TOLD, type Told, ToldRows, toldOf } from "./told.ts";
import { behindAdders, otherWaysGo } from "./ways-in.ts";

/** What the store is made with. */
export interface EmailTerms {
  db: Database;
  teller: Teller;
}

/** Makes the store of addresses. */
export function postgresEmails(terms: EmailTerms): EmailStore {
  const { db } = terms;
  return {
    async heldFor(emailNorm) {
      const [row] = await run(
        db,
        sql`select h.member_id from ${emailHold} h join ${member} m on m.id = h.member_id
             where h.email_norm = ${emailNorm} and h.until > now()
               and m.deleted_at is null and m.email_norm <> h.email_norm`,
        z.object({ member_id: z.string() }),
      );
      return row?.member_id ?? null;
    },
    verify: (input) => change(terms, input, { set: sql`email_verified = true`, what: "verified" }),
    move: (input, emailNorm) => move(terms, input, emailNorm),
    undo: (input, emailNorm) => undo(terms, input, emailNorm),
  };
}

/** Makes the store that deletes holds that are over. */
export function postgresHolds(db: Database): EffectStore {
  return {
    async forgetOld(rowsMax) {
      const [row] = await run(
        db,
        sql`with gone as (
              delete from ${emailHold} where email_norm in (
                select email_norm from ${emailHold} where until < now() limit ${rowsMax}) returning 1)
            select count(*)::int as gone from gone`,
        z.object({ gone: z.int() }),
      );
      return row?.gone ?? 0;
    },
  };
}

const Changed = z.object({ member_id: z.string().nullable(), told: ToldRows });

/** Changes the row of a member that still is as its link was made under, once for each link. */
async function change(
  { db, teller }: EmailTerms,
  { linkId, memberId, was }: EmailVerify,
  { set, told = null, what }: { set: SQL; what: string; told?: Told | null },
): Promise<boolean> {
  const key = { principal: "link", key: linkId, input: what };
  const row = await attempt(
    db,
    sql`with owner as (
          select m.id, m.email_norm from ${member} m
            left join ${memberCredential} c on c.member_id = m.id
           where m.id = ${memberId} and m.deleted_at is null and m.status = 'active'
             and m.email_norm = ${was.emailNorm} and m.sessions_void_below = ${was.sessionsVoidBelow}::int
             and c.password_changed_at is not distinct from ${was.passwordChangedAt}::timestamptz
             and ${isUnused(key)}
             for no key update of m
        ), changed as (
          update ${member} m set ${set}, version = version + 1, updated_at = now()
            from owner where m.id = owner.id
          returning m.id, m.version, m.email_norm, owner.email_norm as email_norm_before
        ), held as (
          insert into ${emailHold} as h (email_norm, member_id, since, until)
          select email_norm_before, id, now(), now() + make_interval(days => ${EMAIL_HOLD_DAYS})
            from changed where email_norm <> email_norm_before
          -- Its owner's first change counts: by that one the owner goes back behind every later one.
          on conflict (email_norm) do update set member_id = excluded.member_id, until = excluded.until,
             since = case when h.member_id = excluded.member_id and h.until > now() then h.since else excluded.since end
        ), logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'user_updated', id, id, 'email ' || ${what}::text, ${teller.requestId} from changed
        ), told as (${toldOf(teller, told, sql`changed`)}),
        claimed as (${claim(key, sql`(select id as member_id, null::text as made_id from changed)`)})
        select (select id from changed) as member_id, ${TOLD} as told`,
    Changed,
  );
  if (!row?.member_id) return false;
  teller.publish(row.told);
  return true;
}

async function move(
  terms: EmailTerms,
  input: EmailMove,
  emailNorm: string,
): ReturnType<EmailStore["move"]> {
  const { email, undoLinkId } = input;
  try {
    const isMoved = await change(terms, input, {
      set: sql`email = ${email}, email_norm = ${emailNorm}, email_verified = true`,
      what: "changed",
      told: { type: "member.email_changed", data: { undoLinkId } },
    });
    return isMoved ? ok(null) : err("link_invalid");
  } catch (thrown) {
    if (isUniqueViolation(thrown, "member_email_norm_key")) return err("email_taken");
    throw thrown;
  }
}

/**
 * The member's row is locked before the hold is looked at, in one order for everybody: of two who take addresses back at
 * once, the one with the older hold deletes the other's, and that one then finds none.
 */
async function undo({ db, teller }: EmailTerms, input: EmailUndo, emailNorm: string) {
  const { email, linkId, memberId, sessionsVoidBefore } = input;
  const key = { principal: "link", key: linkId, input: "undone" };
  const row = await attempt(
    db,
    sql`with locked as materialized (
          select id from ${member}
           where id = ${memberId} and deleted_at is null and status = 'active' and ${isUnused(key)}
        ), hold as materialized (
          select h.email_norm, h.member_id, h.since from ${emailHold} h join locked on locked.id = h.member_id
           where h.email_norm = ${emailNorm} and h.until > now() for update of h
        ), changed as (
          update ${member} m set email = ${email}, email_norm = ${emailNorm}, email_verified = true,
                 sessions_void_before = greatest(sessions_void_before, to_timestamp(${sessionsVoidBefore - 1}::float8)),
                 sessions_void_below = version + 1, version = version + 1, updated_at = now()
            from hold where m.id = hold.member_id
          returning m.id, m.role
        ), released as (
          delete from ${emailHold} h using hold, changed
           where h.member_id = changed.id and h.since >= hold.since
        ), passwordless as (
          delete from ${memberCredential} where member_id in (select id from changed)
        ), ${otherWaysGo(sql`changed`)}, logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select 'user_updated', null, id, 'email undone', ${teller.requestId} from changed
        ), claimed as (${claim(key, sql`(select id as member_id, null::text as made_id from changed)`)})
        select (select id from changed) as member_id, '[]'::jsonb as told`,
    Changed,
    behindAdders(memberId),
  );
  return row?.member_id != null || (await recall(db, key)) !== null;
}
