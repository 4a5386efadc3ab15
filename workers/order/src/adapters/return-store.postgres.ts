/** Returns in PostgreSQL: each act is one function of the schema. */
import { RETURN_DAYS } from "@edgemart/contracts/order-fulfilment";
import { type SQL, sql } from "drizzle-orm";
import type { ReturnStore } from "../ports/returns.ts";
import { act } from "./act.postgres.ts";
import type { ChangeTerms } from "./change-store.postgres.ts";
import type { Published } from "./statements.ts";

/** Makes the store of returns. */
export function postgresReturns(terms: ChangeTerms): ReturnStore {
  const changed = (changeId: string, state: string): Published => ({
    id: terms.newEventId(),
    type: "order.return_changed",
    data: returnData(changeId, state),
  });
  return {
    async ask({ orderId, lines, reason, note, account, feeMinor, isAgreed }, who) {
      const id = terms.newChangeId();
      const sealed =
        account && Buffer.from(await terms.sealer.seal(account, id)).toString("base64");
      const input = {
        id,
        refund_id: terms.newRefundId(),
        order_id: orderId,
        lines,
        reason,
        note,
        days: RETURN_DAYS[reason],
        fee_minor: feeMinor,
        sealed_account: sealed,
        agreed: isAgreed,
      };
      const state = isAgreed ? "APPROVED" : "REQUESTED";
      return act(terms, "ask_return", input, who, [changed(id, state)]);
    },
    move({ orderId, changeId }, to, who) {
      const input = { order_id: orderId, change_id: changeId, to };
      return act(terms, "move_return", input, who, [changed(changeId, to)]);
    },
    receive({ orderId, changeId }, lines, who) {
      const input = { order_id: orderId, change_id: changeId, lines };
      return act(terms, "receive_return", input, who, [changed(changeId, "RECEIVED")]);
    },
    complete(orderId, actor) {
      const who = { actor, key: null, audit: null };
      return act(terms, "receive_order", { order_id: orderId }, who, []);
    },
  };
}

/** The data of `order.return_changed`. */
export function returnData(changeId: string, state: string): SQL {
  return sql`jsonb_build_object('orderId', o.id, 'changeId', ${changeId}::text, 'state', ${state}::text)`;
}
