/** Writes the plan of an event's seats anew. @see specs/ticketing.md 27 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Failure, Result } from "@edgemart/contracts/result";
import type { AdminLayout, LayoutInput } from "@edgemart/contracts/seats-administration";
import { keyedChange } from "@edgemart/worker-kit/keyed-write";
import { layoutMisfit, seatCount } from "../core/seat-plan.ts";
import type { Deps, Layout, Write } from "../ports/deps.ts";

type Refusal =
  | "idempotency_key_reused"
  | "layout_invalid"
  | "not_found"
  | "precondition_failed"
  | "seat_in_use"
  | "temporarily_unavailable";

/** Does it. @returns `seat_in_use`: the sale has opened, or a seat is claimed */
export async function putLayout(
  deps: Deps,
  eventId: string,
  body: LayoutInput,
  write: Write,
  call: CallContext,
): Promise<Result<AdminLayout, Refusal>> {
  const misfit = layoutMisfit(body);
  if (misfit) return { ok: false, error: misfit };
  const facts = await deps.events.facts(eventId, call);
  const { key, viewer } = write;
  const changes = { sections: body.sections.length };
  const who = { actor: viewer.memberId, key, action: "layout.written", changes };
  return keyedChange<AdminLayout, "seat_in_use">(deps.layouts, write, {
    read: async () => adminLayout(eventId, await deps.layouts.current(eventId)),
    // A draft is not announced, so it has no facts.
    fits: () => (facts && Date.parse(facts.saleOpensAt) - SETTLE_MS <= Date.now() ? IN_USE : null),
    write: (version) => deps.layouts.put(eventId, version, body, who),
    broken: (constraint) => (constraint === "layout_pk" ? IN_USE : null),
  });
}

/** The plan as staff see it; of version 1 where there is none. */
export function adminLayout(event: string, layout: Layout | null): AdminLayout {
  return {
    event,
    version: layout?.version ?? NO_PLAN,
    layout: layout?.body ?? null,
    seats: (layout?.body.sections ?? []).reduce((sum, section) => sum + seatCount(section), 0),
    createdAt: layout?.createdAt ?? null,
  };
}

/** As every thing without a row: the first one that is written is version 2. */
const NO_PLAN = 1;

/** Before the opening: plans and facts that other isolates keep are read anew by then. */
const SETTLE_MS = 10_000;

const IN_USE: Failure<"seat_in_use"> = {
  code: "seat_in_use",
  detail: "The sale has opened: people choose seats by this plan.",
};
