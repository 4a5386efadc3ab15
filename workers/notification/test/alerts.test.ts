/** What operators are alerted to, on a real PostgreSQL. @see specs/notifications.md 40 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emailOperators } from "../src/adapters/operator.email.ts";
import { webhookOperators } from "../src/adapters/operator.webhook.ts";
import { alertOperators } from "../src/verbs/alert-operators.ts";
import { pull } from "../src/verbs/pull.ts";
import { openPostRoom, type PostRoom, paidEvent, testCall } from "./post-room.ts";

let room: PostRoom;
let webhook: Server;
let isDead = false;
const posted: { text: string; alerts: { rule: string; count: number; isOver: boolean }[] }[] = [];
beforeAll(async () => {
  room = await openPostRoom();
  webhook = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    if (!isDead) posted.push(JSON.parse(text));
    response.writeHead(isDead ? 500 : 200).end();
  });
  await new Promise<void>((resolve) => webhook.listen(0, "127.0.0.1", resolve));
}, 120_000);
afterAll(async () => {
  webhook?.close();
  await room?.close();
});
beforeEach(async () => {
  await room.empty();
  posted.length = 0;
  isDead = false;
});

const watch = () =>
  alertOperators({
    ...room.deps,
    operators: [
      webhookOperators(`http://127.0.0.1:${(webhook.address() as AddressInfo).port}`),
      emailOperators(room.deps.email, {
        from: "Edgemart <a@shop.example>",
        address: "ops@shop.example",
      }),
    ],
  });
const dead = async () => {
  room.provider.answer = () => ({ kind: "permanent", why: "message_refused" });
  await room.deliver([paidEvent(room.order().orderId)]);
  room.provider.answer = () => null;
};
const said = () =>
  posted.flatMap(({ alerts }) => alerts.map(({ rule, count, isOver }) => [rule, count, isOver]));

describe("notifications 40, 49.35: alerts", () => {
  test("are sent once for a rule and an hour, by two clocks at once too, and once when it is over", async () => {
    expect(await watch()).toBe(0);
    for (let n = 0; n < 3; n++) await dead();
    await Promise.all([watch(), watch()]);
    await dead();
    expect(await watch()).toBe(0);
    expect(said()).toEqual([["dead_delivery", 3, false]]);
    expect(room.sent.map(({ to }) => to)).toEqual(["ops@shop.example"]);
    await room.database.query(
      "update notification.alert set told_at = told_at - interval '1 hour'",
    );
    await watch();
    expect(said().at(-1)).toEqual(["dead_delivery", 4, false]);
    await room.database.query("update notification.delivery set ignored_at = now()");
    await watch();
    expect(said().at(-1)).toEqual(["dead_delivery", 4, true]);
    expect(await watch()).toBe(0);
    expect(posted.some(({ text }) => text.includes("@"))).toBe(false);
  });

  test("notifications 49.36: with e-mail dead the webhook says so; with the webhook dead the mail does", async () => {
    await dead();
    room.provider.answer = () => ({ kind: "stopped", why: "sender_refused" });
    await watch();
    expect(said()).toEqual([["dead_delivery", 1, false]]);
    expect(room.sent).toHaveLength(0);
    room.provider.answer = () => null;
    isDead = true;
    await room.database.query(
      "update notification.alert set told_at = told_at - interval '1 hour'",
    );
    await watch();
    expect(room.sent).toHaveLength(1);
  });

  test("name each of what can be wrong", async () => {
    await room.deliver(["{", { ...paidEvent(room.order().orderId), version: 9 }]);
    const event = paidEvent(room.order().orderId);
    room.outboxes.order.push({
      id: `${event.id}@edgemart-notify`,
      at: new Date().toISOString(),
      body: event,
    });
    await pull(room.deps, testCall());
    await room.database.query(`
      update notification.cursor set asked_at = now() - interval '11 minutes' where source = 'payment';
      insert into notification.breaker values ('email', 'sender_refused', now() - interval '6 minutes', now());
      update notification.delivery set created_at = now() - interval '3 minutes'`);
    await watch();
    expect(
      said()
        .map(([rule]) => rule)
        .sort(),
    ).toEqual(["breaker", "dead_message", "lag", "producer_unasked", "queue_lost", "unhandled"]);
  });
});
