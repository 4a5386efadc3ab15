/** What notifications cost: from a change to its mail, what an event costs next to a bare insert, and how fast mails are made and leave. */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { connectPostgres } from "@edgemart/postgres/client";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { newId } from "@edgemart/worker-kit/ids";
import { sql } from "drizzle-orm";
import { raiseTemporary, type Temporary } from "../../tests/raise-temporary.ts";
import { withAdmin } from "../../tools/admin-client.ts";
import { throughMiniflare } from "../../tools/crons/dispatch.ts";
import { startMailbox } from "../../tools/local/mailbox/start.ts";
import { mailboxSender } from "../../workers/notification/src/adapters/email-sender.mailbox.ts";
import { keepEvent } from "../../workers/notification/src/verbs/keep-event.ts";
import { sendDue } from "../../workers/notification/src/verbs/send-due.ts";
import { MAIL_CASES, mailOf } from "../../workers/notification/test/every-mail.ts";
import {
  openPostRoom,
  type PostRoom,
  paidEvent,
  testCall,
} from "../../workers/notification/test/post-room.ts";

const EVENTS = 10_000;
/** As many batches as the queue's consumer handles at once. */
const LANES = 5;
const MAILS = 2_000;
const RENDERS = 200;
const CHANGES = 60;
const PAUSE_MS = 250;
const PULLED = 30;
const PULLED_PAUSE_MS = 2_000;
const LOOK_MS = 20;
const WAIT_MS = 300_000;

/** Measures and prints the tables. */
export async function measure(): Promise<void> {
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores; load ${loadavg()[0]?.toFixed(1)} at the beginning\n`,
  );
  const room = await openPostRoom();
  try {
    await consuming(room);
    await sending(room);
    await rendering(room);
  } finally {
    await room.close();
  }
  const up = await raiseTemporary("bench", { without: ["web"] });
  try {
    await arriving(up);
    await pulled(up);
  } finally {
    await up.stop();
  }
}

/** The same number of rows, inserted bare and kept with all that an event asks for, through the same driver. */
async function consuming(room: PostRoom): Promise<void> {
  const db = connectPostgres(room.database.urlOf("notification"));
  const bare = await inLanes(EVENTS, () => {
    const event = paidEvent(newId("order"));
    return db.execute(
      sql`insert into notification.event (id, source, type, version, aggregate_id, sequence, occurred_at, via, state, body)
          values (${event.id}, 'order', ${event.type}, 1, ${event.aggregate.id}, 1, now(), 'queue', 'planned', ${JSON.stringify(event)}::jsonb)`,
    );
  });
  await room.empty();
  const kept = await inLanes(EVENTS, () =>
    keepEvent(room.deps, paidEvent(newId("order")), "queue"),
  );
  console.log(`${EVENTS} events inserted bare: ${bare.toFixed(1)} s`);
  console.log(
    `${EVENTS} events planned: ${kept.toFixed(1)} s, ${(kept / bare).toFixed(2)} times that\n`,
  );
  await room.empty();
}

/** Mails that are due, to the mailbox of a laptop, which has each on the disk before it answers. */
async function sending(room: PostRoom): Promise<void> {
  const folder = await temporaryFolder("bench-mailbox");
  const mailbox = await startMailbox({ port: 0, folder });
  const deps = { ...room.deps, email: mailboxSender(mailbox.url) };
  for (let n = 0; n < MAILS; n += 1)
    await keepEvent(deps, paidEvent(room.order().orderId), "queue");
  const begun = performance.now();
  while ((await sendDue(deps, null, testCall())).claimed > 0);
  const seconds = (performance.now() - begun) / 1_000;
  const sent = await room.count("delivery", "state = 'sent'");
  await mailbox.stop();
  await rm(folder, { recursive: true });
  if (sent !== MAILS) throw new Error(`${sent} mails left`);
  console.log(
    `${MAILS} receipts sent in ${seconds.toFixed(1)} s: ${(MAILS / seconds).toFixed(0)} a second\n`,
  );
}

/** Each mail there is, in both languages. */
async function rendering({ deps }: PostRoom): Promise<void> {
  const contents = MAIL_CASES.flatMap((each) =>
    (["ko", "en"] as const).map((locale) => ({ content: mailOf(each, locale), locale })),
  );
  const ms: number[] = [];
  for (let n = 0; n < RENDERS + contents.length; n += 1) {
    const { content, locale } = contents[n % contents.length] ?? contents[0] ?? never();
    const begun = performance.now();
    await deps.renderer.html(content, locale);
    // Each was rendered once before it counts.
    if (n >= contents.length) ms.push(performance.now() - begun);
  }
  console.log("| what | n | p50 ms | p95 ms |\n|---|---|---|---|");
  console.log(row("a mail's HTML", ms));
}

/** From the answer to a registration to its mail in the mailbox, by outbox, queue, notification and provider. */
async function arriving({ credentials, urls }: Temporary): Promise<void> {
  const ms: number[] = [];
  for (let n = 0; n < CHANGES; n += 1) {
    const email = await registered(urls.api, credentials?.serviceKey, n);
    const begun = performance.now();
    await until(async () => (await mailsTo(urls.mailbox, email)) > 0);
    ms.push(performance.now() - begun);
    await pause(PAUSE_MS);
  }
  console.log(row("from the answer to the mail in the mailbox, by queue", ms));
}

/** The same for events that no queue has: welcomes, written into member's outbox as it writes them. */
async function pulled({ credentials, miniflare, stores, urls }: Temporary): Promise<void> {
  // What `npm start` and the platform do each minute.
  const dispatch = throughMiniflare(miniflare);
  const tick = () =>
    void dispatch("edgemart-notification", "* * * * *", new Date()).catch(() => undefined);
  const clock = setInterval(tick, 60_000);
  const ms = await Promise.all(
    Array.from({ length: PULLED }, async (_, n) => {
      await pause(n * PULLED_PAUSE_MS);
      const email = await registered(urls.api, credentials?.serviceKey, 1_000 + n);
      await until(async () => (await mailsTo(urls.mailbox, email)) > 0);
      await withAdmin(stores.adminUrl, (client) =>
        client.query(
          `insert into member.outbox (id, queue, body)
           select $1 || '@edgemart-notify', 'edgemart-notify', jsonb_set(o.body, '{id}', to_jsonb($1::text))
             from member.outbox o join member.member m on m.id = o.body #>> '{aggregate,id}'
            where m.email = $2 and o.body ->> 'type' = 'member.registered'`,
          [newId("event"), email],
        ),
      );
      const begun = performance.now();
      await until(async () => (await mailsTo(urls.mailbox, email)) > 1);
      return performance.now() - begun;
    }),
  );
  clearInterval(clock);
  console.log(row("from the commit to the mail in the mailbox, by the pull", ms));
}

async function mailsTo(mailbox: string | undefined, email: string): Promise<number> {
  const answer = await fetch(`${mailbox}/api/mails?to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as { mails: unknown[] }).mails.length;
}

/** Registers an account. @returns its address */
async function registered(api: string, serviceKey = "", n: number): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const answer = await fetch(`${api}/api/auth/register`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${serviceKey}`,
      "cf-connecting-ip": `2001:db8:${n.toString(16)}::1`,
    },
    body: JSON.stringify({ email, password: "correct horse battery staple", name: "Mina" }),
  });
  if (!answer.ok) throw new Error(`register answered ${answer.status}`);
  return email;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > WAIT_MS) throw new Error("no mail came in time");
    await pause(LOOK_MS);
  }
}

/** Does something that often, some at once. @returns seconds */
async function inLanes(times: number, act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  let left = times;
  const lane = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return (performance.now() - begun) / 1_000;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function never(): never {
  throw new Error("there are no mails");
}

function row(name: string, ms: readonly number[]): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.ceil(sorted.length * part) - 1]?.toFixed(1);
  return `| ${name} | ${ms.length} | ${at(0.5)} | ${at(0.95)} |`;
}
