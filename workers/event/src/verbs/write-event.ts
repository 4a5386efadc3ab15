/** What staff do to events. @see specs/ticketing.md 8–13 */
import type {
  AdminEvent,
  EventCancel,
  EventCreate,
  EventMove,
  EventPatch,
} from "@edgemart/contracts/event-administration";
import { isLawful } from "@edgemart/contracts/refund-policy";
import { err, type Failure, type Result } from "@edgemart/contracts/result";
import { keyedChange, keyedCreation } from "@edgemart/worker-kit/keyed-write";
import { isAlive, misfitOf, refundFreeUntil } from "../core/change.ts";
import { type Moments, momentsOf } from "../core/moments.ts";
import type { EventRow } from "../core/rows.ts";
import { adminEvent } from "../core/views.ts";
import type { Acting, Deps, Write } from "../ports.ts";

type CreateRefusal =
  | "idempotency_key_reused"
  | "local_time_invalid"
  | "not_found"
  | "policy_unlawful"
  | "slug_taken"
  | "temporarily_unavailable"
  | "validation_failed";

/** Makes a draft. @returns `slug_taken` · `local_time_invalid` · `policy_unlawful` · `validation_failed` */
export async function createEvent(
  deps: Deps,
  input: EventCreate,
  write: Write,
): Promise<Result<AdminEvent, CreateRefusal>> {
  const moments = momentsOf(input);
  if (!moments.ok) return moments;
  if (!isLawful(input.policy)) return err("policy_unlawful", UNLAWFUL);
  const id = deps.newPerformanceId();
  let made = id;
  return seen(
    await keyedCreation(
      {
        // A repeat reads what its key made.
        recall: async (key) => {
          const before = await deps.admin.recall(key);
          if (before?.subjectId) made = before.subjectId;
          return before;
        },
      },
      write,
      {
        write: () =>
          deps.admin.insert(id, input, moments.value, acting(write, "event.created", input)),
        read: () => deps.admin.find(made),
        broken: (constraint) => (constraint === "event_slug_key" ? SLUG_TAKEN : null),
      },
    ),
  );
}

/** Changes an event. Once its sale has opened its times stay, and its terms only get kinder. */
export async function changeEvent(deps: Deps, id: string, patch: EventPatch, write: Write) {
  let moments: Moments | null = null;
  return change<"local_time_invalid" | "validation_failed" | "policy_unlawful">(deps, id, write, {
    fits: (row) => {
      const misfit = misfitOf(row, patch, Date.now());
      if (misfit) return misfit;
      moments = null;
      if (!patch.times && !patch.timeZone && !patch.fold) return null;
      const found = momentsOf({
        timeZone: patch.timeZone ?? row.time_zone,
        times: patch.times ?? localTimesOf(row),
        fold: patch.fold ?? row.fold,
      });
      if (!found.ok) return found.error;
      moments = found.value;
      return null;
    },
    write: (version) =>
      deps.admin.update(id, version, patch, moments, acting(write, "event.changed", patch)),
  });
}

/** Shows a draft to everybody; one that is shown stays so. */
export function publishEvent(deps: Deps, id: string, write: Write) {
  return change<"validation_failed">(deps, id, write, {
    fits: (row) => (row.published_at === null ? null : invalid("", "is published")),
    write: (version) => deps.admin.publish(id, version, acting(write, "event.published", {})),
  });
}

/** Gives an event new times, or takes its date away. @returns `sale_closed`: it is a draft, was cancelled, or is over */
export function moveEvent(deps: Deps, id: string, input: EventMove, write: Write) {
  let moments: Moments | null = null;
  const { times, fold } = input;
  return change<"local_time_invalid" | "validation_failed" | "sale_closed">(deps, id, write, {
    fits: (row) => {
      if (!isAlive(row, Date.now())) return { code: "sale_closed" };
      if (times === null)
        return row.postponed_at === null ? null : invalid("times", "it is postponed");
      const found = momentsOf({ timeZone: row.time_zone, times, fold });
      if (!found.ok) return found.error;
      if (Date.parse(found.value.starts) <= Date.now())
        return invalid("times.starts", "must be in the future");
      moments = found.value;
      return null;
    },
    write: (version) => {
      const freeUntil = refundFreeUntil(moments?.starts ?? null, Date.now());
      const local = moments && times ? { times, fold, moments } : null;
      const who = acting(write, times ? "event.moved" : "event.postponed", input);
      return deps.admin.move(id, version, { local, refundFreeUntil: freeUntil }, who);
    },
  });
}

/** Cancels an event, once and for ever. @returns `sale_closed`: it is a draft, was cancelled, or is over */
export function cancelEvent(deps: Deps, id: string, input: EventCancel, write: Write) {
  return change<"validation_failed" | "sale_closed">(deps, id, write, {
    fits: (row) => {
      if (input.slug !== row.slug) return invalid("slug", "must be the event's own slug");
      return isAlive(row, Date.now()) ? null : { code: "sale_closed" };
    },
    write: (version) =>
      deps.admin.cancel(id, version, input, acting(write, "event.cancelled", input)),
  });
}

async function change<Code extends Failure["code"]>(
  { admin }: Deps,
  id: string,
  write: Write,
  parts: {
    fits(row: EventRow): Failure<Code> | null;
    write(version: number): ReturnType<Deps["admin"]["publish"]>;
  },
) {
  return seen(
    await keyedChange<EventRow, Code>(admin, write, {
      ...parts,
      read: () => admin.find(id),
      broken: () => null,
    }),
  );
}

function seen<Code extends Failure["code"]>(
  result: Result<EventRow, Code>,
): Result<AdminEvent, Code> {
  return result.ok ? { ok: true, value: adminEvent(result.value, Date.now()) } : result;
}

function acting({ viewer, key }: Write, action: string, changes: object): Acting {
  return { actor: viewer.memberId, key, action, changes };
}

function localTimesOf(row: EventRow) {
  return {
    saleOpens: row.sale_opens_local,
    saleCloses: row.sale_closes_local,
    doors: row.doors_local,
    starts: row.starts_local,
    ends: row.ends_local,
  };
}

function invalid(path: string, message: string): Failure<"validation_failed"> {
  return { code: "validation_failed", errors: [{ path, code: "custom", message }] };
}

const UNLAWFUL = {
  errors: [{ path: "policy", code: "custom", message: "is harder than the law allows" }],
};
const SLUG_TAKEN: Failure<"slug_taken"> = {
  code: "slug_taken",
  errors: [{ path: "slug", code: "taken", message: "is another event's" }],
};
