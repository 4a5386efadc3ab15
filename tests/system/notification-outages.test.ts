/** One dependency of notifications is dead, or hangs in the full run: what stops, what goes on, and that each message comes once when it is back. @see specs/notifications.md K */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openPushService, type PushService } from "@edgemart/testkit/push-service";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withAdmin } from "../../tools/admin-client.ts";
import { throughMiniflare } from "../../tools/crons/dispatch.ts";
import { shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";
import { raiseTemporary, type Temporary } from "../raise-temporary.ts";
import { eventually } from "./eventually.ts";
import { hanging } from "./faults.ts";

const isFull = process.env.EDGEMART_FULL === "1";
const PASSWORD = "correct horse battery staple";
const OPERATOR = "operator@edgemart.example";

let up: Temporary;
let pushService: PushService;
let sku = "";
/** Workers whose database ends their connections without an answer. */
const dead = new Set<string>();
async function without(workers: readonly string[], look: () => Promise<void>): Promise<void> {
  for (const worker of workers) dead.add(`edgemart_${worker}`);
  try {
    await look();
  } finally {
    dead.clear();
  }
}
const alerts: string[] = [];
let isWebhookDead = false;
const webhook = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  if (!isWebhookDead) {
    const said = JSON.parse(text).alerts as { rule: string; key: string }[];
    alerts.push(...said.map(({ rule, key }) => `${rule} ${key}`));
  }
  response.writeHead(isWebhookDead ? 500 : 204).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => webhook.listen(0, "127.0.0.1", resolve));
  pushService = await openPushService();
  up = await raiseTemporary("notification", {
    without: ["web"],
    withoutOrders: true,
    databaseTap: async ({ role }) => (dead.has(role) ? null : async () => true),
    vars: {
      notification: {
        // Waits of a hundredth: half a minute is 300 ms.
        DELIVERY_PACE: "100",
        PUSH_URL: pushService.url,
        OPERATOR_WEBHOOK_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`,
      },
    },
  });
  const [row] = await query<{ sku: string }>(
    "select v.sku from catalog.variant v join catalog.product p on p.id = v.product_id and p.status = 'active' join catalog.stock_level s on s.sku = v.sku where v.currency = 'KRW' and v.price_minor between 1000 and 100000 order by s.on_hand - s.reserved desc limit 1",
  );
  sku = row?.sku ?? "";
}, 300_000);
afterAll(async () => {
  await up?.stop();
  await pushService?.close();
  webhook.closeAllConnections();
  webhook.close();
});
beforeEach(async () => {
  pushService.answer = () => null;
  isWebhookDead = false;
  await fail("none");
});

function query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return withAdmin(up.stores.adminUrl, async (client) => (await client.query(text, values)).rows);
}

let visitors = 0;
interface Asking {
  body?: unknown;
  headers?: Record<string, string>;
}
/** Asks from an address of its own. */
async function ask(method: string, path: string, { body, headers = {} }: Asking = {}) {
  visitors += 1;
  const answer = await fetch(`${up.urls.api}${path}`, {
    method,
    headers: {
      "cf-connecting-ip": `2001:db8:88:${visitors.toString(16)}::1`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  return { status: answer.status, body: (await answer.json().catch(() => null)) as any };
}
const asServer = (path: string, body: unknown) =>
  ask("POST", path, { body, headers: { authorization: `Basic ${up.credentials?.serviceKey}` } });
const newAddress = () => `${randomUUID()}@example.com`;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** Opens an account, which is welcomed by a mail. */
async function register(email = newAddress()) {
  const { status, body } = await asServer("/api/auth/register", {
    ...{ email, password: PASSWORD, name: "Mina" },
  });
  expect(status).toBe(201);
  return { email, token: body.tokens.accessToken as string };
}
const forget = (email: string) => asServer("/api/auth/password/forgot", { email });

/** Buys: a guest, or the member of a token. @returns the order's id */
async function buy(email: string, token?: string): Promise<string> {
  const key = { "idempotency-key": randomUUID() };
  const whose = token ? { authorization: `Bearer ${token}` } : {};
  const placed = await ask("POST", "/api/orders", {
    body: {
      items: [{ sku, quantity: 1 }],
      contact: { name: "Mina Kim", email, phone: null },
      shippingAddress: {
        ...{ recipient: "Mina Kim", phone: "010-1234-5678", country: "KR", postcode: "04524" },
        line1: "Sejong-daero 110",
      },
    },
    headers: { ...whose, ...key } as Record<string, string>,
  });
  expect(placed.status).toBe(201);
  const own = token ? whose : { "x-order-token": placed.body.token as string };
  const paying = { body: { orderId: placed.body.id }, headers: own as Record<string, string> };
  const payment = (await ask("POST", "/api/payments", paying)).body;
  const proof = await shopAtGateway(payment.next.url);
  const verified = await ask("POST", `/api/payments/${payment.id}/verify`, {
    body: { paymentKey: proof.paymentKey, amount: payment.cardAmount },
    headers: own as Record<string, string>,
  });
  expect(verified.status).toBe(200);
  return placed.body.id;
}

async function fail(kind: string): Promise<void> {
  await fetch(`${up.mailbox?.url}/fail`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind, times: 100_000 }),
  });
}
/** Subjects of mails to an address; of those to operators what they say. */
async function mailsTo(address: string): Promise<string[]> {
  const answer = await fetch(`${up.mailbox?.url}/api/mails?to=${encodeURIComponent(address)}`);
  const { mails } = (await answer.json()) as { mails: { subject: string; text: string }[] };
  return mails.map(({ subject, text }) => (address === OPERATOR ? text : subject));
}
const arrives = (address: string, count: number) =>
  eventually(async () => (await mailsTo(address)).length === count);

/** Begins a minute of notification's clock: its first sweep is at once, and no test waits for the rest of it. */
function tick(): void {
  void throughMiniflare(up.miniflare)("edgemart-notification", "* * * * *", new Date()).catch(
    () => undefined,
  );
}
/** Everything that waits is due now. */
async function sweep(): Promise<void> {
  await query("update notification.delivery set next_at = now() where state = 'due'");
  tick();
}
const waitingFor = (what: string) =>
  query<{ reason: string }>(
    "select reason from notification.delivery where state = 'due' and channel = 'email' and target like $1",
    [what],
  );

describe("notifications K: the provider of e-mail", () => {
  test.each(isFull ? ["down", "hang"] : ["down"])(
    "%s: mails wait, push and inbox go on, links say 202; each mail comes once when it is back",
    async (kind) => {
      const { email, token } = await register();
      await arrives(email, 1);
      const listed = (await ask("GET", "/api/notifications/push", bearer(token))).body;
      const browser = pushService.browser();
      const added = await ask("POST", "/api/notifications/push", {
        body: { ...browser, keyId: listed.keyId },
        ...bearer(token),
      });
      expect(added.status).toBe(200);
      await fail(kind);
      await buy(email, token);
      expect((await forget(email)).status).toBe(202);
      await eventually(async () =>
        pushService.received.some(({ endpoint }) => endpoint === browser.endpoint),
      );
      const inbox = await ask("GET", "/api/notifications?lang=en", bearer(token));
      expect(inbox.body.items.map(({ category }: { category: string }) => category)).toContain(
        "order",
      );
      expect(await mailsTo(email)).toHaveLength(1);
      await fail("none");
      await sweep();
      await arrives(email, 3);
      expect(new Set(await mailsTo(email)).size).toBe(3);
    },
  );
});

describe("notifications K: notification and its PostgreSQL", () => {
  test.each(isFull ? ["dead", "hanging"] : ["dead"])(
    "%s: the inbox is 503 and the shop is whole; what happened meanwhile is told once, by queue or pull",
    async (how) => {
      const { token } = await register();
      const email = newAddress();
      let orderId = "";
      const look = async () => {
        const inbox = await ask("GET", "/api/notifications", bearer(token));
        expect(inbox.status).toBe(503);
        expect((await ask("GET", "/api/products")).status).toBe(200);
        orderId = await buy(email);
      };
      await (how === "dead" ? without(["notification"], look) : hanging(up, "notification", look));
      await query(
        "update orders.outbox set created_at = created_at - interval '3 minutes' where body #>> '{data,orderId}' = $1",
        [orderId],
      );
      tick();
      await arrives(email, 1);
      tick();
      const rows = await query(
        "select state, count(*)::int as n from notification.delivery where target = $1 group by 1",
        [`order:${orderId}`],
      );
      expect(rows).toEqual([{ state: "sent", n: 1 }]);
      await eventually(
        async () => (await ask("GET", "/api/notifications", bearer(token))).status === 200,
      );
    },
  );
});

describe("notifications K: an owner of addresses", () => {
  test.each(["order", "auth", "member"])(
    "%s dead: its messages wait, the others go, and its own come once when it is back",
    async (owner) => {
      const account = await register();
      await arrives(account.email, 1);
      await fail("down");
      const [guest, newcomer] = [newAddress(), newAddress()];
      await buy(guest);
      expect((await forget(account.email)).status).toBe(202);
      await register(newcomer);
      const expected = { order: guest, auth: account.email, member: newcomer };
      await eventually(async () => (await waitingFor("%")).length === 3);
      const waits = expected[owner as keyof typeof expected];
      await without([owner], async () => {
        await fail("none");
        await sweep();
        for (const address of Object.values(expected)) {
          if (address !== waits) await arrives(address, address === account.email ? 2 : 1);
        }
        await eventually(async () => {
          const reasons = await waitingFor("%");
          return reasons.length === 1 && reasons[0]?.reason === "owner_unavailable";
        });
      });
      await eventually(async () => {
        await sweep();
        return (await mailsTo(waits)).length === (waits === account.email ? 2 : 1);
      });
    },
  );
});

describe("notifications K: a push service", () => {
  test("dead: a message waits while it is useful, others go, and it comes when it is back", async () => {
    const { email, token } = await register();
    const { keyId } = (await ask("GET", "/api/notifications/push", bearer(token))).body;
    const browser = pushService.browser();
    const body = { ...browser, keyId };
    await ask("POST", "/api/notifications/push", { body, ...bearer(token) });
    pushService.answer = () => ({ status: 503, headers: { "retry-after": "1" } });
    await buy(email, token);
    await arrives(email, 2);
    const came = () => pushService.received.some(({ endpoint }) => endpoint === browser.endpoint);
    expect(came()).toBe(false);
    pushService.answer = () => null;
    await sweep();
    await eventually(async () => came());
  });
});

describe("notifications K: a queue that loses what it is given, and the ways to operators", () => {
  test("the pull brings it; operators hear by webhook and by mail, and by either alone while the other is dead", async () => {
    const lose = async () => {
      const { email } = await register();
      await arrives(email, 1);
      await query(
        `insert into member.outbox (id, queue, body, created_at)
         select $1 || '@edgemart-notify', 'edgemart-notify', jsonb_set(o.body, '{id}', to_jsonb($1::text)), now() - interval '95 seconds'
           from member.outbox o join member.member m on m.id = o.body #>> '{aggregate,id}'
          where m.email = $2 and o.body ->> 'type' = 'member.registered'`,
        [newId("event"), email],
      );
      return email;
    };
    const over = () => query("delete from notification.alert");
    await over();
    alerts.length = 0;
    const lost = await lose();
    tick();
    await arrives(lost, 2);
    const toOperators = async () =>
      (await mailsTo(OPERATOR)).filter((text) => text.startsWith("queue_lost member")).length;
    const before = await toOperators();
    tick();
    await eventually(async () => alerts.includes("queue_lost member"));
    await eventually(async () => (await toOperators()) === before + 1);
    isWebhookDead = true;
    await over();
    tick();
    await eventually(async () => (await toOperators()) === before + 2);
    isWebhookDead = false;
    alerts.length = 0;
    await fail("down");
    await over();
    tick();
    await eventually(async () => alerts.includes("queue_lost member"));
    expect(await toOperators()).toBe(before + 2);
  });
});
