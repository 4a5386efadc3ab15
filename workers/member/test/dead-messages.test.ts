/** Messages of member's queue that could not be handled, as administrators settle them, on a real PostgreSQL. */
import { DeadMessage } from "@edgemart/contracts/dead-messages";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Office, openOffice } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());
beforeEach(async () => {
  await office.empty();
  await office.database.query("truncate member.dead_message, member.seen_event");
});

const PATH = "/api/members/dead-messages";
const BECAUSE = { because: "looked at" };
const read = (query = "", token = office.admin) => office.ask(`${PATH}${query}`, token);
const settle = (
  id: string,
  how: string,
  { key = crypto.randomUUID(), token = office.admin, body = BECAUSE as object } = {},
) => office.send("POST", `${PATH}/${id}/${how}`, token, body, { "idempotency-key": key });

/** A member with a cart of two SKUs, and a message that says one of them was bought. */
async function bought() {
  const memberId = newId("member");
  await office.database.query(
    `insert into member.member (id, email, email_norm, name, locale) values ($1, $1 || '@example.com', $1 || '@example.com', 'Mina', 'ko')`,
    [memberId],
  );
  const items = [
    { sku: "A", quantity: 3 },
    { sku: "B", quantity: 1 },
  ];
  await office.database.query(
    "insert into member.cart (member_id, items, version) values ($1, $2, 2)",
    [memberId, JSON.stringify(items)],
  );
  const orderId = newId("order");
  const amounts = { currency: "KRW", totalMinor: 1, cardMinor: 1, pointAmount: 0 };
  const body = {
    ...{ id: newId("event"), type: "order.paid", version: 1, source: "order", correlationId: "r" },
    ...{
      occurredAt: new Date().toISOString(),
      aggregate: { type: "order", id: orderId, sequence: 3 },
    },
    data: { orderId, memberId, ...amounts, lines: [{ sku: "A", quantity: 2 }] },
  };
  return { memberId, id: await dead(body) };
}
async function dead(body: unknown, id: string = crypto.randomUUID()) {
  await office.database.query(
    "insert into member.dead_message (id, queue, body, reason) values ($1, 'edgemart-member-dead', $2, 'dead')",
    [id, JSON.stringify(body)],
  );
  return id;
}
const quantityOf = async (memberId: string) => {
  const [row] = await office.database.query<{ items: { sku: string; quantity: number }[] }>(
    "select items from member.cart where member_id = $1",
    [memberId],
  );
  return row?.items.find(({ sku }) => sku === "A")?.quantity;
};
const log = () =>
  office.database.query<{ event: string; change: string; actor_id: string }>(
    "select event, change, actor_id from member.security_event order by id",
  );

describe("notifications 8: dead messages of member", () => {
  test("are listed newest first, in keyset pages, open and settled ones apart", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift(await dead({ n }));
    // Two of one moment are in the order of their ids.
    await office.database.query(
      `update member.dead_message set created_at = now() - make_interval(secs => 5 - (body ->> 'n')::int / 2 * 2)`,
    );
    const [five = "", ...pairs] = ids;
    const tied = (pair: string[]) => pair.toSorted((a, b) => (a < b ? 1 : -1));
    ids.splice(0, 5, five, ...tied(pairs.slice(0, 2)), ...tied(pairs.slice(2)));
    const pages = [];
    for (let cursor = ""; ; ) {
      const { status, body } = await read(`?limit=2${cursor}`);
      expect(status).toBe(200);
      pages.push(...body.items.map((item: unknown) => DeadMessage.parse(item).id));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(pages).toEqual(ids);
    await settle(ids[0] ?? "", "ignore");
    expect((await read("?settled=yes")).body.items).toMatchObject([
      { id: ids[0], settledHow: "ignored", settledBy: office.adminId, because: "looked at" },
    ]);
    expect((await read()).body.items).toHaveLength(4);
    expect((await read("?cursor=AAAA")).body.code).toBe("invalid_query");
  });

  test("replayed runs the consumer's own function: the cart is lessened once, however often", async () => {
    const { memberId, id } = await bought();
    const key = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => settle(id, "replay", { key })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers[0]?.body).toMatchObject({ id, settledHow: "replayed" });
    expect(await quantityOf(memberId)).toBe(1);
    const again = await settle(id, "replay");
    expect([again.status, again.body.code]).toEqual([409, "message_settled"]);
    expect(again.headers.get("idempotency-outcome")).toBe("not-executed");
    expect(await quantityOf(memberId)).toBe(1);
    expect(await log()).toEqual([
      { event: "authz_admin", change: "dead message replayed", actor_id: office.adminId },
    ]);
  });

  test("ignored changes nothing else; another input under its key is refused", async () => {
    const { memberId, id } = await bought();
    const key = crypto.randomUUID();
    expect((await settle(id, "ignore", { key })).body.settledHow).toBe("ignored");
    const reused = await settle(id, "ignore", { key, body: { because: "another" } });
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect(await quantityOf(memberId)).toBe(3);
  });

  test("one that still cannot be read, or is older than 30 days, is not replayed, and may be ignored", async () => {
    const poison = await dead([1, 2]);
    const { memberId, id: old } = await bought();
    await office.database.query(
      "update member.dead_message set created_at = now() - interval '31 days' where id = $1",
      [old],
    );
    for (const id of [poison, old]) {
      const refused = await settle(id, "replay");
      expect([refused.status, refused.body.code]).toEqual([409, "message_settled"]);
      expect((await settle(id, "ignore")).status).toBe(200);
    }
    expect(await quantityOf(memberId)).toBe(3);
    expect((await settle("no-such-message", "replay")).status).toBe(404);
  });

  test("are for administrators of now, with a recent password, a key and a reason", async () => {
    const { memberId, id } = await bought();
    const shopper = await office.signer.sign(memberId, "member");
    expect((await read("", shopper)).status).toBe(403);
    expect((await settle(id, "ignore", { token: shopper })).status).toBe(403);
    const stale = await office.signer.sign(office.adminId, "admin", {
      auth_time: Math.floor(Date.now() / 1000) - 1_800,
    });
    const refused = await settle(id, "replay", { token: stale });
    expect([refused.status, refused.body.code]).toEqual([401, "reauthentication_required"]);
    const bare = await office.send("POST", `${PATH}/${id}/ignore`, office.admin, BECAUSE);
    expect(bare.body.code).toBe("idempotency_key_missing");
    expect((await settle(id, "ignore", { body: {} })).status).toBe(422);
    // Whose role ended a moment ago settles and replays nothing, whatever the token says.
    await office.dismiss();
    for (const how of ["ignore", "replay"]) {
      expect((await settle(id, how)).body.code).toBe("forbidden");
    }
    expect(await quantityOf(memberId)).toBe(3);
    expect(await log()).toEqual([]);
  });
});
