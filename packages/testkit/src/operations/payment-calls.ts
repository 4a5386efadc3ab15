/** Valid calls of payments. A payment is made by what it pays for; here its row is written as the database takes it. */
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import { system } from "../system.ts";
import type { BuildCall, Setup } from "./setup.ts";

/** Runs statements as the owner, past the triggers: a row comes to its state without its past. */
async function write(...statements: [text: string, values: unknown[]][]): Promise<string> {
  const client = new pg.Client({ connectionString: system().adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica");
    let id = "";
    for (const [text, values] of statements) {
      const { rows } = await client.query<{ id: string }>(text, values);
      id = rows[0]?.id ?? id;
    }
    return String(id);
  } finally {
    await client.end();
  }
}

/** Writes a payment of 24,000 won with its first event. @param set columns of another state */
function paymentRow(id: string, memberId: string | null, set = ""): [string, unknown[]][] {
  return [
    [
      `insert into payment.payment (id, purpose, reference, member_id, attempt, currency, total_minor, card_minor,
                                    point_amount, state, gateway, instrument, ready_until)
       values ($1, 'order', $2, $3, 1, 'KRW', 24000, 24000, 0, 'READY', 'simulator', '{"kind":"card"}',
               now() + interval '20 minutes')`,
      [id, newId("order"), memberId],
    ],
    [
      "insert into payment.payment_event (payment_id, version, name) values ($1, 1, 'opened')",
      [id],
    ],
    ...(set === ""
      ? []
      : ([[`update payment.payment set ${set} where id = $1`, [id]]] as [string, unknown[]][])),
  ];
}

/** A payment of a member of its own, open for 20 minutes. */
const ofPayer: BuildCall = async (setup: Setup) => {
  const { id: memberId, accessToken: token } = await setup.ownMember();
  const id = newId("payment");
  await write(...paymentRow(id, memberId));
  return { token, params: { id } };
};

/** A payment for administrators. */
const inState = async (set: string) => {
  const id = newId("payment");
  await write(...paymentRow(id, null, set));
  return { id };
};

/** A refused refund that gives nothing back: no gateway is asked. */
const refusedRefund = async () => {
  const [payment, id] = [newId("payment"), newId("refund")];
  await write(...paymentRow(payment, null, "state = 'PAID', paid_at = now()"), [
    `insert into payment.refund (id, payment_id, kind, card_minor, point_amount, state, refusals, refusal, reason, attention)
     values ($1, $2, 'owner', 0, 0, 'REFUSED', 1, 'REFUND_REJECTED', 'For a test', 'refund_refused')`,
    [id, payment],
  ]);
  return { id };
};

const account = { bank: "20", accountNumber: "1002345678901", holderName: "김민아" };
const note = { note: "For a test" };

/** Calls of payments and of their administration. */
export const PAYMENT_CALLS: Record<string, BuildCall> = {
  getPayment: ofPayer,
  listRefunds: ofPayer,
  adminGetPayment: async () => ({ params: await inState("attempt = 1") }),
  adminClearPaymentAttention: async () => ({
    params: await inState("state = 'PAID', paid_at = now(), attention = 'deposit_reversed'"),
    json: note,
  }),
  // The gateway does not know it: its money stays to be given back.
  adminGiveVoidAccount: async () => ({
    params: await inState(
      `state = 'ORPHANED', account = '{"bank":"20","accountNumber":"X1","holderName":"x"}', due_at = now()`,
    ),
    json: { account, reason: "For a test" },
  }),
  adminAskRefundAgain: async () => ({
    params: await refusedRefund(),
    json: { account, reason: "For a test" },
  }),
  adminCloseRefundByHand: async () => ({ params: await refusedRefund(), json: note }),
  adminCloseDifference: async () => ({
    params: {
      id: await write([
        `insert into payment.difference (day, kind, payment_id)
         values (current_date, 'unknown_payment', $1) returning id`,
        [newId("payment")],
      ]),
    },
    json: note,
  }),
};
