/** Changes of accounts in PostgreSQL: each one statement, with its keyed effect and its line of the security log. */
import { Consent } from "@edgemart/contracts/consent";
import type { Member } from "@edgemart/contracts/member";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import type { VersionMatch } from "@edgemart/worker-kit/version-match";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import {
  address,
  cart,
  consent,
  emailHold,
  identity,
  member,
  memberCredential,
  passkey,
  recoveryCode,
  securityEvent,
  totp,
} from "../../db/schema.ts";
import type { AccountStore, Change, Refusal, RightsRefusal, Viewer, Write } from "../ports.ts";
import { attempt, claim, isUnused, recall } from "./keyed-effect.ts";
import { MemberRow, memberOf } from "./member-row.ts";
import { Actor, actorColumn, isWritable, partiesOf, refusalOf } from "./parties.ts";
import { type Teller, TOLD, type Told, ToldRows, toldOf } from "./told.ts";

/** What the store is made with. */
export interface AccountTerms {
  db: Database;
  teller: Teller;
}

/** Makes the store of accounts. */
export function postgresAccounts(terms: AccountTerms): AccountStore {
  const { db } = terms;
  return {
    changeProfile: (id, { name, locale }, write) =>
      change(terms, id, write, {
        needs: "own",
        set: sql`name = coalesce(${name ?? null}, name), locale = coalesce(${locale ?? null}, locale)`,
        allowed: sql`true`,
        isDone: () => false,
        event: null,
        told: null,
        keeps: null,
      }),
    changeRole: (id, role, write) =>
      change(terms, id, write, {
        needs: "admin",
        set: sql`role = ${role}`,
        allowed: sql`role <> ${role} and (${role === "admin"}::boolean or ${LEAVES_AN_ADMIN})`,
        isDone: (now) => now.role === role,
        event: ["authz_change", `role ${role}`],
        told: { type: "member.role_changed", data: { role } },
        keeps: "last_admin",
      }),
    changeStatus: (id, status, write) =>
      change(terms, id, write, {
        needs: "admin",
        set:
          status === "disabled"
            ? sql`status = 'disabled', sessions_void_before = now(), sessions_void_below = version + 1`
            : sql`status = 'active'`,
        allowed: sql`status <> ${status} and (${status === "active"}::boolean or ${LEAVES_AN_ADMIN})`,
        isDone: (now) => now.status === status,
        event: ["authz_change", `status ${status}`],
        told: { type: "member.status_changed", data: { state: status } },
        keeps: "last_admin",
      }),
    remove: (id, write) =>
      change(terms, id, write, {
        needs: "own",
        set: sql`deleted_at = now(), sessions_void_before = now(), sessions_void_below = version + 1, default_address_id = null, address_count = 0`,
        allowed: LEAVES_AN_ADMIN,
        isDone: () => false,
        event: ["user_deleted", "deleted"],
        told: { type: "member.deleted", data: {} },
        keeps: "last_admin",
        also: sql`credential as (
          delete from ${memberCredential} where member_id in (select id from changed)
        ), passkeys as (
          delete from ${passkey} where member_id in (select id from changed)
        ), factor as (
          delete from ${totp} where member_id in (select id from changed)
        ), codes as (
          delete from ${recoveryCode} where member_id in (select id from changed)
        ), identities as (
          delete from ${identity} where member_id in (select id from changed)
        ), holds as (
          delete from ${emailHold} where member_id in (select id from changed)
        ), addresses as (
          delete from ${address} where member_id in (select id from changed)
        ), cart as (
          delete from ${cart} where member_id in (select id from changed)
        ),`,
      }),
    mayChange: (id, needs, viewer) => mayChange(db, id, needs, viewer),
    async consents(id) {
      return run(
        db,
        sql`select kind, version, at from ${consent} where member_id = ${id} order by at, kind`,
        Consent.extend({ at: Instant }),
      );
    },
    async securityEvents(id) {
      return run(
        db,
        sql`select at, event || ' ' || change as event, actor_id is distinct from member_id as "byAdministrator"
              from ${securityEvent} where member_id = ${id} order by id desc limit 1000`,
        z.object({ at: Instant, event: z.string(), byAdministrator: z.boolean() }),
      );
    },
  };
}

interface Kind<Kept extends "last_admin" | null> {
  /** Whether even one's own row takes an administrator. */
  needs: "admin" | "own";
  set: SQL;
  /** What must hold of the row besides its version. */
  allowed: SQL;
  /** Tells whether the row already is as asked: nothing to do is success. */
  isDone(now: Member): boolean;
  event: [name: string, change: string] | null;
  /** What others hear of it. */
  told: Told | null;
  /** Refuses what would leave no administrator; null for what cannot. */
  keeps: Kept;
  /** More effects of the same statement, each CTE followed by a comma. */
  also?: SQL;
}

/** What the statement changed, and whom it found under its locks: why nothing changed is derived from these. */
const Parties = z.object({
  found: MemberRow.extend({ deleted_at: Instant.nullable() }).nullable(),
  actor: Actor.nullable(),
});
type Parties = z.output<typeof Parties>;
const Seen = Parties.extend({ changed: MemberRow.nullable(), told: ToldRows });

type Refused<Kept extends "last_admin" | null> =
  | Exclude<RightsRefusal, "last_admin">
  | NonNullable<Kept>;

async function change<Kept extends "last_admin" | null>(
  { db, teller }: AccountTerms,
  id: string,
  write: Write,
  kind: Kind<Kept>,
): Promise<Change<Member, Refused<Kept>>> {
  const { key, match, requestId, viewer } = write;
  const [event, what] = kind.event ?? [null, null];
  const mayAct = kind.needs === "admin" ? sql`terms.actor_role = 'admin'` : sql`true`;
  const seen = await attempt(
    db,
    sql`with ${partiesOf(viewer, id, kind.event !== null)}, changed as (
          update ${member} m set ${kind.set}, version = version + 1, updated_at = now()
            from terms
           where m.id = ${id} and ${isWritable(viewer)} and ${mayAct}
             and ${versionIn(match)} and ${isUnused(key)} and ${kind.allowed}
          returning m.*
        ), ${kind.also ?? sql``} logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select ${event}::text, ${viewer.memberId}, id, ${what}::text, ${requestId}
            from changed where ${event !== null}::boolean
        ), told as (${toldOf(teller, kind.told, sql`changed`)}), claimed as (${claim(key, sql`(select id as member_id, null::text as made_id from changed)`)})
        select (select to_jsonb(c) from changed c) as changed, ${TOLD} as told,
               (select to_jsonb(p) from parties p where p.id = ${id}) as found, ${actorColumn(viewer)}`,
    Seen,
  );
  if (seen?.changed) {
    teller.publish(seen.told);
    return { kind: "done", value: memberOf(seen.changed) };
  }
  return explain(db, id, write, kind, seen ?? (await look(db, id, viewer)));
}

/** Says why nothing changed. */
async function explain<Kept extends "last_admin" | null>(
  db: Database,
  id: string,
  { key, match, viewer }: Write,
  kind: Kind<Kept>,
  { actor, found }: Parties,
): Promise<Change<Member, Refused<Kept>>> {
  const refused = refusalOf(actor, viewer, id, kind.needs);
  const isOwn = kind.needs === "own" && id === viewer.memberId;
  // One's own lost answer is given again, also to a member who has just deleted itself.
  if (refused && !isOwn) return { kind: refused };
  const before = await recall(db, key);
  if (before?.sameInput === false) return { kind: "key_reused" };
  if (found && before) return { kind: "done", value: memberOf(found) };
  if (refused) return { kind: refused };
  if (!found || found.deleted_at !== null) return { kind: "missing" };
  const now = memberOf(found);
  if (kind.isDone(now)) return { kind: "done", value: now };
  if (match !== "any" && !match.includes(now.version)) return { kind: "stale" };
  if (kind.keeps && now.role === "admin") {
    // Guarantee of the cast: `keeps` is in `Refused` where it is not null.
    return { kind: kind.keeps } as Change<Member, Refused<Kept>>;
  }
  throw new Error("a write found everything as it asked and did nothing");
}

/** Both parties without a lock: for a refusal, never for a change. */
async function look(db: Database, id: string, viewer: Viewer): Promise<Parties> {
  const [seen] = await run(
    db,
    sql`with parties as (select * from ${member} where id in (${viewer.memberId}, ${id}))
        select (select to_jsonb(p) from parties p where p.id = ${id}) as found, ${actorColumn(viewer)}`,
    Parties,
  );
  if (!seen) throw new Error("a statement that must answer one row answered none");
  return seen;
}

async function mayChange(
  db: Database,
  id: string,
  needs: "admin" | "own",
  viewer: Viewer,
): Promise<Refusal | null> {
  return refusalOf((await look(db, id, viewer)).actor, viewer, id, needs);
}

function versionIn(match: VersionMatch): SQL {
  return match === "any" ? sql`true` : sql`version = any(${`{${match.join(",")}}`}::int[])`;
}

const LEAVES_AN_ADMIN = sql`(role <> 'admin' or status <> 'active' or terms.has_another_admin)`;
