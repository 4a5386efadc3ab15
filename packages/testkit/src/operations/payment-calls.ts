/** Valid calls of payments. A payment is made by what it pays for; here its row is written as the database takes it. */
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import { system } from "../system.ts";
import type { BuildCall, Setup } from "./setup.ts";

/** A payment of a member of its own, open for 20 minutes. */
const ofPayer: BuildCall = async (setup: Setup) => {
  const { id: memberId, accessToken: token } = await setup.ownMember();
  const id = newId("payment");
  const client = new pg.Client({ connectionString: system().adminUrl });
  await client.connect();
  try {
    await client.query(
      `with made as (
         insert into payment.payment (id, purpose, reference, member_id, attempt, currency, total_minor, card_minor,
                                      point_amount, state, gateway, instrument, ready_until)
         values ($1, 'order', $2, $3, 1, 'KRW', 24000, 24000, 0, 'READY', 'simulator', '{"kind":"card"}',
                 now() + interval '20 minutes') returning id)
       insert into payment.payment_event (payment_id, version, name) select id, 1, 'opened' from made`,
      [id, newId("order"), memberId],
    );
  } finally {
    await client.end();
  }
  return { token, params: { id } };
};

export const PAYMENT_CALLS: Record<string, BuildCall> = {
  getPayment: ofPayer,
  listRefunds: ofPayer,
};
