/** Changes of accounts in PostgreSQL: each one statement, with its keyed effect and its line of the security log. */
import type { Member } from "@edgemart/contracts/member";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import type { VersionMatch } from "@edgemart/worker-kit/version-match";
import { type SQL, sql } from "drizzle-orm";
import { address, cart, member, memberCredential, securityEvent } from "../../db/schema.ts";
import { type MemberRow, memberOf } from "../core/member-of.ts";
import type { AccountStore, Change, Write } from "../ports.ts";
import { attempt, claim, isUnused, recall } from "./keyed-effect.ts";

export function postgresAccounts(db: Database): AccountStore {
  return {
    changeProfile: (id, { name, locale }, write) =>
      change(db, id, write, {
        set: sql`name = coalesce(${name ?? null}, name), locale = coalesce(${locale ?? null}, locale)`,
        allowed: sql`true`,
        isDone: () => false,
        event: null,
      }),
    changeRole: (id, role, write) =>
      change(db, id, write, {
        set: sql`role = ${role}`,
        allowed: sql`role <> ${role} and (${role === "admin"}::boolean or ${leavesAnAdmin(id)})`,
        isDone: (now) => now.role === role,
        event: ["authz_change", `role ${role}`],
      }),
    changeStatus: (id, status, write) =>
      change(db, id, write, {
        set:
          status === "disabled"
            ? sql`status = 'disabled', sessions_void_before = now()`
            : sql`status = 'active'`,
        allowed: sql`status <> ${status} and (${status === "active"}::boolean or ${leavesAnAdmin(id)})`,
        isDone: (now) => now.status === status,
        event: ["authz_change", `status ${status}`],
      }),
    remove: (id, write) =>
      change(db, id, write, {
        set: sql`deleted_at = now(), sessions_void_before = now(), default_address_id = null, address_count = 0`,
        allowed: leavesAnAdmin(id),
        isDone: () => false,
        event: ["user_deleted", "deleted"],
        also: sql`credential as (
          delete from ${memberCredential} where member_id in (select id from changed)
        ), addresses as (
          delete from ${address} where member_id in (select id from changed)
        ), cart as (
          delete from ${cart} where member_id in (select id from changed)
        ),`,
      }),
    async securityEvents(id) {
      const rows = await run<{ at: string; event: string; by_administrator: boolean }>(
        db,
        sql`select at, event || ' ' || change as event, actor_id is distinct from member_id as by_administrator
              from ${securityEvent} where member_id = ${id} order by id desc limit 1000`,
      );
      return rows.map((row) => ({
        at: new Date(row.at).toISOString(),
        event: row.event,
        byAdministrator: row.by_administrator,
      }));
    },
  };
}

interface Kind {
  set: SQL;
  /** What must hold of the row besides its version. */
  allowed: SQL;
  /** Tells whether the row already is as asked: nothing to do is success. */
  isDone(now: Member): boolean;
  event: [name: string, change: string] | null;
  /** More effects of the same statement, each CTE followed by a comma. */
  also?: SQL;
}

async function change(db: Database, id: string, write: Write, kind: Kind): Promise<Change<Member>> {
  const { key, match, requestId, viewer } = write;
  const [event, what] = kind.event ?? [null, null];
  const row = await attempt<MemberRow>(
    db,
    sql`with admins as materialized (${activeAdminsIfOneOf(id)}),
        changed as (
          update ${member} set ${kind.set}, version = version + 1, updated_at = now()
           where id = ${id} and deleted_at is null and (id = ${viewer.memberId} or ${viewer.seesAll}::boolean)
             and ${versionIn(match)} and ${isUnused(key)} and ${kind.allowed}
          returning *
        ), ${kind.also ?? sql``} logged as (
          insert into ${securityEvent} (event, actor_id, member_id, change, request_id)
          select ${event}::text, ${viewer.memberId}, id, ${what}::text, ${requestId}
            from changed where ${event !== null}::boolean
        ), claimed as (${claim(key, sql`(select id as member_id, null::text as made_id from changed)`)})
        select * from changed`,
  );
  return row ? { kind: "done", value: memberOf(row) } : explain(db, id, write, kind);
}

/** Says why nothing changed, from the state after it did not. */
async function explain(
  db: Database,
  id: string,
  { key, match, viewer }: Write,
  kind: Kind,
): Promise<Change<Member>> {
  const before = await recall(db, key);
  if (before?.sameInput === false) return { kind: "key_reused" };
  const [row] = await run<MemberRow & { deleted_at: string | null }>(
    db,
    sql`select * from ${member} where id = ${id} and (id = ${viewer.memberId} or ${viewer.seesAll}::boolean)`,
  );
  if (row && before) return { kind: "done", value: memberOf(row) };
  if (!row || row.deleted_at !== null) return { kind: "missing" };
  const now = memberOf(row);
  if (kind.isDone(now)) return { kind: "done", value: now };
  const isStale = match !== "any" && !match.includes(now.version);
  // A guarded change of an administrator that found its version was refused by the guard.
  return { kind: isStale || now.role !== "admin" || !kind.event ? "stale" : "last_admin" };
}

function versionIn(match: VersionMatch): SQL {
  return match === "any" ? sql`true` : sql`version = any(${`{${match.join(",")}}`}::int[])`;
}

/**
 * Locks the active administrators when the member is one, in one order for everybody: of two who remove each other
 * the second waits, sees the first gone, and is refused.
 */
function activeAdminsIfOneOf(id: string): SQL {
  return sql`select a.id from ${member} a
              where a.role = 'admin' and a.status = 'active' and a.deleted_at is null
                and exists (select from ${member} t where t.id = ${id} and t.role = 'admin')
              order by a.id for update of a`;
}

function leavesAnAdmin(id: string): SQL {
  return sql`(role <> 'admin' or status <> 'active' or exists (select from admins where admins.id <> ${id}))`;
}
