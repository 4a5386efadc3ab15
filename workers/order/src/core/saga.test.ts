/** What the answer to each step of an order leads to, row by row of the saga's table. */
import type { ShortLine } from "@edgemart/contracts/stock-hold";
import { describe, expect, test } from "vitest";
import { orderRow } from "../../test/order-row.ts";
import { type StepWrite, waitSeconds } from "./decision.ts";
import type { StepArgs, StepRow } from "./rows.ts";
import * as saga from "./saga.ts";

const LATER = "2026-12-01T10:00:00.000Z";
const account = { bank: "88", accountNumber: "1", holderName: "Edgemart", dueAt: LATER };
const stepOf = (args: StepArgs = {}): StepRow => ({
  ...{ subject: "ord_1", orderId: "ord_1", version: 3, name: "hold", tries: 1 },
  args,
});
/** A step that is due at once, or in so many seconds. */
const next = (name: StepWrite["name"], dueSeconds = 0, args: StepArgs = {}) => ({
  ...{ name, args, dueSeconds },
});
const step = (write: StepWrite) => ({ kind: "step", step: write });
const again = (error: string) => ({ kind: "again", error });
const done = { kind: "done" };
const LINES: ShortLine[] = [{ sku: "MUG-1", available: 2 }];

/** Step 10 is next: the attempt is ended first, and only its end lets the order go. */
const ends = (to: "PENDING" | "CANCELLED", reason: string) => step(next("end", 0, { to, reason }));
const looks = step(next("look", 30));
const paid = {
  kind: "move",
  move: { to: "PAID", event: "paid", deadline: null, reason: null, step: next("commit") },
};
const awaits = {
  kind: "move",
  move: {
    ...{ to: "AWAITING_DEPOSIT", event: "deposit_awaited" },
    ...{ deadline: { at: LATER, plusSeconds: 15 * 60 }, step: next("look", 10 * 60) },
  },
};
const undone = (reason: string, then: StepWrite | null) => ({
  kind: "move",
  move: { to: "CANCELLED", event: "placing_undone", deadline: null, reason, step: then },
});

describe("orders 31.2: after hold", () => {
  test("an order that is held is PENDING until its hold expires, and owes nothing", () => {
    const move = { to: "PENDING", event: "placed_held", step: null };
    const deadline = { at: LATER, plusSeconds: 0 };
    const held = { state: "held", expiresAt: LATER } as const;
    expect(saga.afterHold(held, stepOf())).toEqual({ kind: "move", move: { ...move, deadline } });
  });

  test("orders 11: the replaced order ends in the move of the new one", () => {
    const args = { replaces: { orderId: "ord_0", holdId: "hld_0" } };
    const held = { state: "held", expiresAt: LATER } as const;
    expect(saga.afterHold(held, stepOf(args))).toMatchObject({ move: { replaced: "ord_0" } });
    expect(saga.afterHold({ state: "short", lines: LINES }, stepOf(args))).not.toHaveProperty(
      "move.replaced",
    );
  });

  test.each([
    ["short", { state: "short", lines: LINES }, undone("sold_out", next("release"))],
    ["released", { state: "released" }, undone("abandoned", next("release"))],
    ["pinned", { state: "pinned" }, undone("abandoned", next("release"))],
    ["committed", { state: "committed" }, undone("abandoned", next("release"))],
    // The hold of another order is not released.
    ["mismatched", { state: "mismatched" }, undone("abandoned", null)],
  ] as const)("%s: the placing is undone", (_name, answer, decision) => {
    expect(saga.afterHold(answer, stepOf())).toEqual(decision);
  });

  test("a placing that the sweep undoes leaves a tombstone for a hold that comes late", () => {
    expect(saga.undone("abandoned")).toEqual(undone("abandoned", next("release")));
  });
});

describe("orders 31.4: after pin", () => {
  test.each([
    ["pinned", { state: "pinned" }, null],
    ["lost", { state: "lost", lines: LINES }, ends("CANCELLED", "sold_out")],
    ["released", { state: "released" }, ends("CANCELLED", "sold_out")],
    ["committed", { state: "committed" }, ends("CANCELLED", "sold_out")],
    ["held", { state: "held", expiresAt: LATER }, again("pin_held")],
    ["stale", { state: "stale" }, again("pin_stale")],
  ] as const)("%s", (_name, answer, decision) => {
    expect(saga.afterPin(answer)).toEqual(decision);
  });
});

describe("orders 31.5: after open", () => {
  test.each([
    ["opened", { state: "opened", next: null }, looks],
    ["paid", { state: "paid" }, paid],
    ["awaiting_deposit", { state: "awaiting_deposit", account }, awaits],
    ["pending", { state: "pending" }, again("pending")],
    ["declined", { state: "declined", why: "limit_exceeded" }, ends("PENDING", "limit_exceeded")],
    ...(
      [
        ...["failed", "expired", "orphaned", "voided"],
        ...["points_insufficient", "gateway_unavailable", "method_unavailable", "mismatched"],
      ] as ("failed" | "points_insufficient")[]
    ).map((state) => [state, { state }, ends("PENDING", state)] as const),
  ] as const)("%s", (_name, answer, decision) => {
    expect(saga.afterOpen(answer)).toEqual(decision);
  });
});

describe("orders 31.6: after confirm", () => {
  test.each([
    ["paid", { state: "paid" }, paid],
    ["awaiting_deposit", { state: "awaiting_deposit", account }, awaits],
    ["pending", { state: "pending" }, again("pending")],
    ["declined", { state: "declined", why: "declined" }, ends("PENDING", "declined")],
    // The page may send a right key later: the attempt stays open.
    ["unknown_key", { state: "unknown_key" }, looks],
    ["expired", { state: "refused", why: "expired" }, ends("PENDING", "expired")],
    ["mismatch", { state: "refused", why: "mismatch" }, looks],
    ["key_taken", { state: "refused", why: "key_taken" }, looks],
    ["unknown_payment", { state: "refused", why: "unknown_payment" }, looks],
  ] as const)("%s", (_name, answer, decision) => {
    expect(saga.afterConfirm(answer)).toEqual(decision);
  });
});

describe("orders 31.8: after commit", () => {
  const sold = { state: "committed" } as const;
  test.each([
    ["points are earned", false, 375, next("earn")],
    ["nothing is earned", false, 0, null],
    // orders 34: what was asked for meanwhile begins by itself, and earns nothing before.
    ["a cancellation waits", true, 375, next("cancel")],
    ["a cancellation of what earns nothing waits", true, 0, next("cancel")],
  ] as const)("%s", (_name, cancelRequested, earns, then) => {
    const decision = saga.afterCommit(orderRow({ cancelRequested }), sold, earns);
    expect(decision).toEqual({ kind: "committed", step: then });
  });

  test.each(["released", "pinned"] as const)("%s is no sale: it is asked again", (state) => {
    for (const cancelRequested of [false, true]) {
      const decision = saga.afterCommit(orderRow({ cancelRequested }), { state }, 375);
      expect(decision).toEqual(again(`commit_${state}`));
    }
  });
});

describe("orders 31.9: after earn", () => {
  test.each(["pending", "posted", "voided", "superseded"] as const)(
    "%s: nothing is owed",
    (state) => {
      expect(saga.afterEarn({ state })).toEqual(done);
    },
  );

  test("an earning of another amount is an error, and is asked again", () => {
    expect(saga.afterEarn({ state: "mismatched" })).toEqual(again("earn_mismatched"));
  });

  test("points are expected at the end of the tenth day after paying, in Seoul", () => {
    expect(saga.earnDue("2026-12-01T14:59:59.999Z")).toBe("2026-12-11T14:59:59.999Z");
    expect(saga.earnDue("2026-12-01T15:00:00.000Z")).toBe("2026-12-12T14:59:59.999Z");
  });
});

test("orders 31.10: after release or unpin nothing is owed", () => {
  expect(saga.afterRelease()).toEqual(done);
});

test("orders 27: a failed try waits 1, 2, 4 … 30 seconds, however many there were", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 40, 2_000].map(waitSeconds);
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30]);
});
