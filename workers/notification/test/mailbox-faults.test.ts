/** What the sender does about each fault of the mailbox of a laptop, on a real PostgreSQL. @see specs/notifications.md 47 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mailbox, startMailbox } from "../../../tools/local/mailbox/start.ts";
import { mailboxSender } from "../src/adapters/email-sender.mailbox.ts";
import { emailOperators } from "../src/adapters/operator.email.ts";
import type { Deps } from "../src/ports/deps.ts";
import { alertOperators } from "../src/verbs/alert-operators.ts";
import { consume } from "../src/verbs/consume.ts";
import { sendDue } from "../src/verbs/send-due.ts";
import { openPostRoom, type PostRoom, paidEvent, testCall } from "./post-room.ts";

/** A mailbox that fails, and what writes to it. */
interface Failing {
  mailbox: Mailbox;
  deps: Deps;
  fail(kind: string): Promise<void>;
  mails(): Promise<{ to: string; subject: string }[]>;
}

let room: PostRoom;
const folders: string[] = [];
const mailboxes: Mailbox[] = [];
/** A mailbox that hangs is waited for ten seconds: meanwhile the others are tried. */
let hung: Promise<{ orderId: string; failing: Failing }>;

beforeAll(async () => {
  room = await openPostRoom();
  hung = open().then(async (failing) => {
    await failing.fail("hang");
    return { orderId: await order(failing), failing };
  });
}, 120_000);
afterAll(async () => {
  for (const mailbox of mailboxes) await mailbox.stop();
  await room?.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function open(): Promise<Failing> {
  const folder = await mkdtemp(join(tmpdir(), "edgemart-test-mailbox-"));
  const mailbox = await startMailbox({ port: 0, folder });
  folders.push(folder);
  mailboxes.push(mailbox);
  return {
    mailbox,
    deps: { ...room.deps, email: mailboxSender(mailbox.url) },
    async fail(kind) {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ kind, times: 1 });
      const answer = await fetch(`${mailbox.url}/fail`, { method: "POST", headers, body });
      expect(answer.status).toBe(204);
    },
    async mails() {
      const answer = await fetch(`${mailbox.url}/api/mails`);
      return ((await answer.json()) as { mails: { to: string; subject: string }[] }).mails;
    },
  };
}

/** An order that is paid, as the queue tells it. */
async function order({ deps }: Failing): Promise<string> {
  const { orderId } = room.order();
  const message = { id: "m", attempts: 1, ack: () => undefined, retry: () => undefined };
  await consume(deps, "edgemart-notify", [{ ...message, body: paidEvent(orderId) }], testCall());
  return orderId;
}
const rowOf = async (orderId: string) => {
  const [row] = await room.database.query<{ id: string; waits: number }>(
    `select id, state, reason, attempt, lost, round(extract(epoch from next_at - now()))::int as waits
       from notification.delivery where target = $1`,
    [`order:${orderId}`],
  );
  return row;
};
/** Once its wait is over. */
async function later(orderId: string, { deps }: Failing): Promise<void> {
  const { id = "" } = (await rowOf(orderId)) ?? {};
  await room.database.query("update notification.delivery set next_at = now() where id = $1", [id]);
  await sendDue(deps, [id], testCall());
}

describe("notifications 47: the mailbox that fails on demand", () => {
  test.each([
    ["down", { state: "due", reason: "provider_failed", attempt: 1, lost: 0 }, 0],
    ["throttle", { state: "due", reason: "throttled", attempt: 1, lost: 0 }, 0],
    ["lose", { state: "due", reason: "no_answer", attempt: 1, lost: 1 }, 1],
  ])("%s: the mail waits, and comes once", async (kind, row, arrived) => {
    const failing = await open();
    await failing.fail(kind);
    const orderId = await order(failing);
    const kept = await rowOf(orderId);
    expect(kept).toMatchObject(row);
    // What the mailbox says of when to ask again wins over the half minute that is waited otherwise.
    if (kind === "throttle") expect(kept?.waits).toBeLessThanOrEqual(5);
    else expect(kept?.waits).toBeGreaterThan(20);
    expect(await failing.mails()).toHaveLength(arrived);
    await later(orderId, failing);
    expect(await rowOf(orderId)).toMatchObject({ state: "sent" });
    expect(await failing.mails()).toHaveLength(1);
  });

  test("reject: the mail is dead, as staff see it, and is not tried again by itself", async () => {
    const failing = await open();
    await failing.fail("reject");
    const orderId = await order(failing);
    expect(await rowOf(orderId)).toMatchObject({ state: "dead", reason: "message_refused" });
    await later(orderId, failing);
    expect(await failing.mails()).toHaveLength(0);
    const dead = await room.deps.office.deliveries.list(false, null, 10);
    expect(dead).toEqual([expect.objectContaining({ about: orderId, reason: "message_refused" })]);
  });

  test("refuse: nothing is burnt; the channel rests, and goes on by the first mail that is taken", async () => {
    const failing = await open();
    await failing.fail("refuse");
    const orderId = await order(failing);
    const resting = { state: "due", reason: "sender_refused", attempt: 0, lost: 0 };
    expect(await rowOf(orderId)).toMatchObject(resting);
    expect(await room.count("breaker", "channel = 'email' and open_until > now()")).toBe(1);
    await later(orderId, failing);
    expect(await rowOf(orderId)).toMatchObject(resting);
    await room.database.query("update notification.breaker set open_until = now()");
    await later(orderId, failing);
    expect(await rowOf(orderId)).toMatchObject({ state: "sent", attempt: 1 });
    expect([await room.count("breaker"), (await failing.mails()).length]).toEqual([0, 1]);
  });

  test("nothing: alerts of operators are among the mails", async () => {
    const failing = await open();
    await failing.fail("reject");
    await order(failing);
    const from = "Edgemart <a@shop.example>";
    const operators = [emailOperators(failing.deps.email, { from, address: "ops@shop.example" })];
    await alertOperators({ ...failing.deps, operators });
    expect(await failing.mails()).toEqual([
      expect.objectContaining({
        to: "ops@shop.example",
        subject: "Edgemart: alert dead_delivery",
      }),
    ]);
  });

  test("hang: it is waited for ten seconds; the mail comes once when it is tried again", async () => {
    const { orderId, failing } = await hung;
    expect(await rowOf(orderId)).toMatchObject({ state: "due", reason: "no_answer", lost: 1 });
    expect(await failing.mails()).toHaveLength(0);
    await later(orderId, failing);
    expect(await rowOf(orderId)).toMatchObject({ state: "sent" });
    expect(await failing.mails()).toHaveLength(1);
  });
});
