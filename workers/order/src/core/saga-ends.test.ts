/** How an attempt to pay ends: what a look finds, what an abandon answers, and what no answer may do. */
import type { PaymentFacts } from "@edgemart/contracts/payment-saga";
import { mayMove, statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { orderRow } from "../../test/order-row.ts";
import type { Decision } from "./decision.ts";
import type { OrderRow, StepArgs, StepRow } from "./rows.ts";
import * as saga from "./saga.ts";

const LATER = "2026-12-01T10:00:00.000Z";
const account = { bank: "88", accountNumber: "1", holderName: "Edgemart", dueAt: LATER };
const factsOf = (state: PaymentFacts["state"], more: Partial<PaymentFacts> = {}) =>
  ({ state, account: null, failure: null, depositReversed: false, ...more }) as PaymentFacts;
const endOf = (args: StepArgs = {}): StepRow => ({
  ...{ subject: "ord_1", orderId: "ord_1", version: 3, name: "end", tries: 1 },
  args,
});
/** A decision in a few words: `PAID`, `look in 30`, `again`. */
function short(decision: Decision): string {
  if (decision.kind === "move") return decision.move.to;
  if (decision.kind !== "step") return decision.kind;
  const { name, dueSeconds, args } = decision.step;
  return name === "end" ? `end ${args.to} ${args.reason}` : `${name} in ${dueSeconds}`;
}

const PAYMENT_STATES = [...statesOf("payment"), "UNKNOWN"] as const;
const UNPAID_ENDS = ["PLACING", "PENDING", "CANCELLED", "EXPIRED"] as const;

describe("orders 31.10, payments 17: a look at an attempt", () => {
  const PAYING = {
    READY: "look in 30",
    CONFIRMING: "again",
    AWAITING_DEPOSIT: "AWAITING_DEPOSIT",
    PAID: "PAID",
    FAILED: "end PENDING declined",
    EXPIRED: "end PENDING declined",
    ORPHANED: "end PENDING declined",
    VOIDED: "end PENDING declined",
    UNKNOWN: "end PENDING declined",
  } as const satisfies Record<PaymentFacts["state"], string>;

  test.each(PAYMENT_STATES)("finds %s", (state) => {
    const facts = factsOf(state, { account, failure: "declined" });
    expect(short(saga.afterLook(orderRow({ state: "PAYING" }), facts))).toBe(PAYING[state]);
    // A deposit that is awaited already is looked at every ten minutes, until payment ends it.
    const expected = state === "AWAITING_DEPOSIT" ? "look in 600" : PAYING[state];
    expect(short(saga.afterLook(orderRow({ state: "AWAITING_DEPOSIT" }), facts))).toBe(expected);
  });

  test("waits for an account that is not known yet, and keeps the outcome open", () => {
    const order = orderRow({ state: "PAYING" });
    expect(short(saga.afterLook(order, factsOf("AWAITING_DEPOSIT")))).toBe("look in 600");
    expect(saga.afterLook(order, factsOf("CONFIRMING"))).toEqual({
      ...{ kind: "again", error: "pending" },
    });
  });

  test("orders 32: a deposit's order lives 15 minutes longer than its account", () => {
    const decision = saga.afterLook(
      orderRow({ state: "PAYING" }),
      factsOf("AWAITING_DEPOSIT", { account }),
    );
    expect(decision).toMatchObject({
      move: {
        event: "deposit_awaited",
        deadline: { at: LATER, plusSeconds: 900 },
        step: { name: "look", args: {}, dueSeconds: 600 },
      },
    });
  });

  test("of an attempt that ended without a reason, or is not there, says that it expired", () => {
    const order = orderRow({ state: "PAYING" });
    expect(short(saga.afterLook(order, factsOf("EXPIRED")))).toBe("end PENDING expired");
    expect(short(saga.afterLook(order, undefined))).toBe("end PENDING expired");
  });

  test.each(UNPAID_ENDS)("orders 26: that comes late changes nothing of %s", (state) => {
    for (const found of PAYMENT_STATES) {
      const facts = factsOf(found, { account, depositReversed: true });
      expect(saga.afterLook(orderRow({ state }), facts)).toEqual({ kind: "done" });
    }
  });

  test.each(["PAID", "COMPLETED"] as const)(
    "orders 41: that finds the deposit of a %s order taken back marks it for people, once",
    (state) => {
      const back = factsOf("PAID", { depositReversed: true });
      const marked = { kind: "attention", reason: "deposit_reversed" };
      const done = { kind: "done" };
      expect(saga.afterLook(orderRow({ state }), back)).toEqual(marked);
      expect(saga.afterLook(orderRow({ state, attention: "step_stuck" }), back)).toEqual(marked);
      expect(saga.afterLook(orderRow({ state, attention: "deposit_reversed" }), back)).toEqual(
        done,
      );
      expect(saga.afterLook(orderRow({ state }), factsOf("PAID"))).toEqual(done);
      expect(saga.afterLook(orderRow({ state }), undefined)).toEqual(done);
    },
  );
});

type Asked = Pick<OrderRow, "payable" | "cancelRequested"> & {
  state: "PAYING" | "AWAITING_DEPOSIT";
  to: StepArgs["to"];
};
/** Every order an attempt of which can end, with every end that may be wanted. */
const ASKED: Asked[] = (["PAYING", "AWAITING_DEPOSIT"] as const).flatMap((state) =>
  [true, false].flatMap((payable) =>
    [true, false].flatMap((cancelRequested) =>
      ([undefined, "PENDING", "CANCELLED", "EXPIRED"] as const).map((to) => ({
        ...{ state, payable, cancelRequested, to },
      })),
    ),
  ),
);
const abandoned = ({ to, ...order }: Asked) =>
  saga.afterAbandon(order, endOf(to && { to }), { state: "abandoned" });

describe("orders 31.10: after abandon", () => {
  test("an outcome that is not known lets no order go, and money that was taken makes the order PAID", () => {
    for (const { to, ...order } of ASKED) {
      const step = endOf(to && { to });
      const pending = saga.afterAbandon(order, step, { state: "pending" });
      expect(pending).toEqual({ kind: "again", error: "pending" });
      expect(saga.afterAbandon(order, step, { state: "paid" })).toEqual(saga.paid());
    }
  });

  test("orders 32: only an open order that may be paid again is PENDING", () => {
    const pending = ASKED.filter((asked) => short(abandoned(asked)) === "PENDING");
    expect(pending).toEqual([
      { state: "PAYING", payable: true, cancelRequested: false, to: "PENDING" },
    ]);
  });

  test("orders 34: CANCELLED are those that were asked to be; all others expire", () => {
    const cancelled = ASKED.filter((asked) => short(abandoned(asked)) === "CANCELLED");
    expect(cancelled).toEqual(
      ASKED.filter((each) => each.cancelRequested || each.to === "CANCELLED"),
    );
    const expired = ASKED.filter((asked) => short(abandoned(asked)) === "EXPIRED");
    expect(cancelled.length + expired.length + 1).toBe(ASKED.length);
  });

  const open = { state: "PAYING", payable: true, cancelRequested: false } as const;
  const ended = (more: Partial<typeof open>, args: StepArgs) =>
    saga.afterAbandon({ ...open, ...more }, endOf(args), { state: "abandoned" });
  const move = (decision: object) => ({ kind: "move", move: decision });
  const due = (name: "unpin" | "release") => ({ name, args: {}, dueSeconds: 0 });

  test("a failed attempt has a fresh deadline, and its hold an end again", () => {
    expect(ended({}, { to: "PENDING", reason: "declined" })).toEqual(
      move({
        ...{ to: "PENDING", event: "attempt_failed", deadline: "attempts" },
        ...{ reason: "declined", step: due("unpin") },
      }),
    );
  });

  test.each([
    ["EXPIRED", "expired", {}, "expired"],
    ["EXPIRED", "expired", { to: "EXPIRED", reason: "limit" }, "limit"],
    ["CANCELLED", "cancelled", { to: "CANCELLED", reason: "sold_out" }, "sold_out"],
  ] as const)("%s: the event is %s, and the stock is free", (to, event, args, reason) => {
    expect(ended({}, args)).toEqual(
      move({ to, event, deadline: null, reason, step: due("release") }),
    );
  });

  test("a cancellation that was asked for is the reason, also where something else ended the attempt", () => {
    const order = { ...open, cancelRequested: true };
    const decision = saga.afterAbandon(order, endOf({ to: "PENDING", reason: "declined" }), {
      state: "abandoned",
    });
    expect(decision).toMatchObject({ move: { to: "CANCELLED", reason: "cancelled" } });
  });
});

describe("orders 24, 33: of all answers to an attempt", () => {
  const looks = (["PAYING", "AWAITING_DEPOSIT"] as const).flatMap((source) =>
    PAYMENT_STATES.map((state) => ({
      source,
      isPaid: state === "PAID",
      decision: saga.afterLook(orderRow({ state: source }), factsOf(state, { account })),
    })),
  );
  const ends = ASKED.map((asked) => ({
    ...{ source: asked.state, isPaid: false, decision: abandoned(asked) },
  }));

  test("only one that says paid makes an order PAID, and each such one does", () => {
    for (const { isPaid, decision } of [...looks, ...ends]) {
      expect(short(decision) === "PAID").toBe(isPaid);
    }
  });

  test("each move is one of the table, and a look lets no order go", () => {
    for (const { source, decision } of [...looks, ...ends]) {
      if (decision.kind !== "move") continue;
      expect([source, decision.move.to, mayMove("order", source, decision.move.to)]).toEqual([
        ...[source, decision.move.to, true],
      ]);
    }
    const left = looks.map(({ decision }) => short(decision));
    expect(left).not.toContain("EXPIRED");
    expect(left).not.toContain("CANCELLED");
  });
});
