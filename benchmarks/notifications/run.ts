/** `npm run bench -- notifications`: from a change to its mail, what an event costs next to a bare insert, and how fast mails are made and leave. */
import { randomUUID } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { connectPostgres } from "@edgemart/postgres/client";
import { newId } from "@edgemart/worker-kit/ids";
import { sql } from "drizzle-orm";
import { raiseTemporary, type Temporary } from "../../tests/raise-temporary.ts";
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

async function main(): Promise<void> {
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
  const up = await raiseTemporary("bench", { without: ["web", "image-resizer", "avif"] });
  try {
    await arriving(up);
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

/** Mails that are due, to a provider that takes each at once. */
async function sending(room: PostRoom): Promise<void> {
  for (let n = 0; n < MAILS; n += 1)
    await keepEvent(room.deps, paidEvent(room.order().orderId), "queue");
  const begun = performance.now();
  while ((await sendDue(room.deps, null, testCall())).claimed > 0);
  const seconds = (performance.now() - begun) / 1_000;
  if (room.sent.length !== MAILS) throw new Error(`${room.sent.length} mails left`);
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
    const email = `${randomUUID()}@example.com`;
    const answer = await fetch(`${urls.api}/api/auth/register`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${credentials?.serviceKey}`,
        "cf-connecting-ip": `2001:db8:${n.toString(16)}::1`,
      },
      body: JSON.stringify({ email, password: "correct horse battery staple", name: "Mina" }),
    });
    if (!answer.ok) throw new Error(`register answered ${answer.status}`);
    const begun = performance.now();
    while ((await mailsTo(urls.mailbox, email)) === 0) {
      if (performance.now() - begun > 60_000) throw new Error("no mail came in a minute");
      await pause(20);
    }
    ms.push(performance.now() - begun);
    await pause(PAUSE_MS);
  }
  console.log(row("from the answer to the mail in the mailbox, by queue", ms));
}

async function mailsTo(mailbox: string | undefined, email: string): Promise<number> {
  const answer = await fetch(`${mailbox}/api/mails?to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as { mails: unknown[] }).mails.length;
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

await main();
