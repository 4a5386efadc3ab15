/** What the model says a statement decides, PostgreSQL decides: the same calls to both, one after another. */
import type { Envelope } from "@edgemart/contracts/events/envelope";
import { type Random, randomFrom, seedOf } from "@edgemart/testkit/random";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { afterSend, type SendOutcome } from "../../src/core/delivery.ts";
import { planOf } from "../../src/core/plan.ts";
import type { Claimed } from "../../src/ports/deliveries.ts";
import { openPostRoom, type PostRoom } from "../post-room.ts";
import { nightEnds, OUR_POST_RULES, PostModel } from "./post-model.ts";

const SEED = 20_261_201;
const SCHEDULES = process.env.EDGEMART_FULL === "1" ? 500 : 25;
const CALLS = 14;
const WAY = { provider: "mailbox", addressDigest: null };
const OUTCOMES: readonly [SendOutcome, ...SendOutcome[]] = [
  { kind: "sent", providerId: null },
  { kind: "transient", why: "busy" },
  { kind: "permanent", why: "message_refused" },
  { kind: "lost", why: "no_answer" },
];

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
}, 120_000);
afterAll(() => room?.close());
beforeEach(() => room.empty());

/** Both, and what was claimed of each. */
interface Pair {
  model: PostModel;
  /** Milliseconds that passed besides those of the clock. */
  passedMs: number;
  claims: { ours: Claimed; theirs: Claimed }[];
  seen: Envelope[];
  members: string[];
  hasKeys: boolean;
  sequence: number;
}

/** Rows of PostgreSQL are made older: its own clock goes on as it does. */
async function pass(pair: Pair, seconds: number): Promise<void> {
  pair.passedMs += seconds * 1000;
  const back = `- make_interval(secs => ${seconds})`;
  await room.database.query(
    `update notification.delivery set next_at = next_at ${back}, useful_until = useful_until ${back}, created_at = created_at ${back}, lease_until = lease_until ${back}`,
  );
  await room.database.query(
    `update notification.event set occurred_at = occurred_at ${back}, received_at = received_at ${back}`,
  );
}

interface Row {
  key: string;
  state: string;
  reason: string | null;
  attempt: number;
  lost: number;
  next: number;
}

async function rows({ model, passedMs }: Pair): Promise<{ ours: Row[]; theirs: Row[] }> {
  const theirs = await room.database.query<Row>(
    `select event_id || rule || target as key, state, reason, attempt, lost,
            extract(epoch from next_at)::float8 as next from notification.delivery order by 1`,
  );
  const ours = model.deliveries
    .map(({ attempt, eventId, lost, nextMs, reason, rule, state, target }) => ({
      ...{ key: eventId + rule + target, state, reason, attempt, lost },
      next: (nextMs - passedMs) / 1000,
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { ours, theirs };
}

/** When a claim is tried again is as near as two clocks are. */
const rounded = (list: Row[]) => list.map(({ next: _, ...row }) => row);

async function keep(pair: Pair, body: Envelope): Promise<void> {
  const plan = planOf(body);
  if (!plan) throw new Error("no event");
  const theirs = await room.deps.events.keep(plan, "queue");
  // What happened now happened later by the model's clock.
  const occurredAt = new Date(Date.parse(body.occurredAt) + pair.passedMs).toISOString();
  const ours = await pair.model
    .eventStore()
    .keep({ ...plan, event: { ...plan.event, occurredAt } }, "queue");
  expect([ours.isNew, ours.due.length]).toEqual([theirs.isNew, theirs.due.length]);
}

function event(pair: Pair, random: Random): Envelope {
  const [type, data] = random.pick([
    ["member.status_changed", { state: "active" }],
    ["member.status_changed", { state: "disabled" }],
    ["member.role_changed", { role: "admin" }],
    ["member.registered", { provider: "password" }],
  ] as [[string, object], ...[string, object][]]);
  const memberId = random.pick(pair.members as [string, ...string[]]);
  const ago = random.pick([0, 0, 0, 8 * 86_400_000]);
  pair.sequence += random.pick([1, 1, -2]);
  return {
    ...{ id: newId("event"), type, version: 1, source: "member", correlationId: "proof" },
    occurredAt: new Date(Date.now() - ago).toISOString(),
    aggregate: { type: "member", id: memberId, sequence: pair.sequence },
    data: { memberId, ...data },
  };
}

async function claim(pair: Pair): Promise<void> {
  const asked = { ids: null, limit: 50, hasKeys: pair.hasKeys, dailyMax: 1_000 };
  const theirs = await room.deps.deliveries.claim(asked);
  const ours = await pair.model.deliveryStore().claim(asked);
  const keyOf = new Map(pair.model.deliveries.map((d) => [d.id, d.eventId + d.rule + d.target]));
  const named = await room.database.query<{ id: string; key: string }>(
    "select id, event_id || rule || target as key from notification.delivery",
  );
  const idOf = new Map(named.map(({ id, key }) => [key, id]));
  for (const own of ours) {
    const other = theirs.find(({ id }) => id === idOf.get(keyOf.get(own.id) ?? ""));
    expect([own.attempt, own.lost]).toEqual([other?.attempt, other?.lost]);
    if (other) pair.claims.push({ ours: own, theirs: other });
  }
  expect(ours).toHaveLength(theirs.length);
}

async function settle(pair: Pair, random: Random): Promise<void> {
  const [one] = pair.claims.splice(random.between(0, pair.claims.length - 1), 1);
  if (!one) return;
  const { attempt, category, lost } = one.ours;
  const facts = { attempt, category, lost, hasKeys: pair.hasKeys, chance: 0.5 };
  const settlement = afterSend(random.pick(OUTCOMES), facts);
  const theirs = await room.deps.deliveries.settle(one.theirs, settlement, WAY);
  expect(await pair.model.deliveryStore().settle(one.ours, settlement, WAY)).toBe(theirs);
}

async function play(seed: number): Promise<void> {
  const random = randomFrom(seed);
  const pair: Pair = {
    ...{ passedMs: 0, claims: [], seen: [], sequence: 10, hasKeys: random.chance(0.5) },
    members: [newId("member"), newId("member")],
    model: new PostModel(() => Date.now() + pair.passedMs, OUR_POST_RULES),
  };
  for (let call = 0; call < CALLS; call++) {
    const [first] = pair.seen;
    switch (random.between(0, 7)) {
      case 0:
      case 1: {
        const made = event(pair, random);
        pair.seen.push(made);
        await keep(pair, made);
        break;
      }
      case 2:
        if (first) await keep(pair, first);
        break;
      case 3:
      case 4:
        await claim(pair);
        break;
      case 5:
      case 6:
        await settle(pair, random);
        break;
      default:
        await pass(pair, random.pick([35, 65, 200, 4_000, 8 * 86_400]));
    }
    const { ours, theirs } = await rows(pair);
    expect(rounded(ours), `seed ${seed}`).toEqual(rounded(theirs));
    for (const [at, { next }] of ours.entries()) {
      expect(Math.abs(next - (theirs[at]?.next ?? 0)), `seed ${seed}`).toBeLessThan(5);
    }
  }
}

describe("notifications 50: the model and PostgreSQL", () => {
  test(`${SCHEDULES} seeds of keeping, claiming, settling and waiting come to the same rows`, async () => {
    for (let index = 0; index < SCHEDULES; index++) {
      await room.empty();
      await play(seedOf(SEED, index));
    }
  });

  test("night ends when the database says so", async () => {
    const random = randomFrom(SEED);
    const moments = Array.from(
      { length: 300 },
      () => 1_790_000_000_000 + random.between(0, 400 * 86_400) * 1000,
    );
    const found = await room.database.query<{ ends: number | null }>(
      `select extract(epoch from notification.night_ends(to_timestamp(m.ms::float8 / 1000)))::float8 * 1000 as ends
         from jsonb_array_elements_text('${JSON.stringify(moments)}'::jsonb) with ordinality as m(ms, n) order by n`,
    );
    expect(moments.map(nightEnds)).toEqual(found.map(({ ends }) => ends));
  });
});
