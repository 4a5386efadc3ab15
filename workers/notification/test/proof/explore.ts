/** One schedule: events, a queue that loses and repeats, a provider that fails, crashes, refusals, nights; and what must hold. */

import type { Envelope } from "@edgemart/contracts/events/envelope";
import { type Random, randomFrom } from "@edgemart/testkit/random";
import { flush, NO_FAULTS } from "../../../order/test/proof/stage.ts";
import { MAY_COME_TWICE } from "../../src/core/categories.ts";
import { AnnouncementContent } from "../../src/core/mails/announcement-mail.ts";
import { type Planted, PostWorld } from "./world.ts";

/** What a schedule came to. */
export interface Schedule {
  seed: number;
  violations: string[];
  trace: string[];
  events: number;
  left: number;
  effects: number;
  crashes: number;
}

const MEMBERS = [1, 2, 3].map((n) => `mem_${String(n).padStart(26, "0")}`) as [
  string,
  string,
  string,
];
/** Seconds that pass while work is under way, and while there is none. */
const SHORT = [5, 31, 61, 90] as const;
const LONG = [125, 600, 3_600, 4 * 3_600, 7 * 3_600, 86_400] as const;
/** Minutes of quiet in which every event must have been planned. */
const QUIET_MINUTES = 3;
/** Rounds in which every delivery must have ended. */
const ROUNDS_MAX = 80;

const CONTENT = (category: "service" | "marketing") =>
  AnnouncementContent.parse({
    ...{ category, path: null },
    texts: { ko: { title: "소식", text: "새 소식" }, en: { title: "News", text: "Some news" } },
  });
const CONTENTS = { service: CONTENT("service"), marketing: CONTENT("marketing") };

/** Plays the schedule of a seed. */
export async function explore(seed: number, planted: Planted = {}): Promise<Schedule> {
  const random = randomFrom(seed);
  const world = new PostWorld(random, planted);
  const { model, stage } = world;
  const trace: string[] = [];
  for (const member of MEMBERS) {
    if (random.chance(0.7)) model.consents.set(member, { day: true, night: random.chance(0.3) });
  }
  stage.faults = { ...NO_FAULTS, crash: random.pick([0, 0, 0.03, 0.08]) };
  world.trouble = random.pick([0, 0.2, 0.5]);
  const haste = random.pick([0.6, 0.85, 1]);
  for (let left = random.between(8, 30); left > 0 || stage.waiting > 0; ) {
    if (stage.waiting > 0 && (left <= 0 || random.chance(haste))) {
      await stage.step();
      continue;
    }
    left -= 1;
    act(world, random, trace);
    await flush();
  }
  const violations = await judge(world, trace);
  violations.push(...stage.surprises.map((each) => `surprise: ${each}`));
  const { crashes, effects } = stage.met;
  const met = { events: world.committed.length, left: world.left.length, effects, crashes };
  return { seed, violations: [...new Set(violations)], trace, ...met };
}

let made = 0;

function envelope(
  type: string,
  memberId: string,
  sequence: number,
  nowMs: number,
  data: object,
): Envelope {
  return {
    ...{ id: `evt_${String(++made).padStart(26, "0")}`, type, version: 1, source: "member" },
    occurredAt: new Date(nowMs).toISOString(),
    aggregate: { type: "member", id: memberId, sequence },
    correlationId: "proof",
    data: { memberId, ...data },
  };
}

/** One of what happens around the post office. */
function act(world: PostWorld, random: Random, trace: string[]): void {
  const { clock, model, stage } = world;
  const member = random.pick(MEMBERS);
  const say = (what: string) => trace.push(`${new Date(clock.ms).toISOString()} ${what}`);
  const sequence = world.committed.length + 1;
  switch (random.between(0, 13)) {
    case 0:
    case 1:
      say("status changed");
      world.commit(
        envelope("member.status_changed", member, sequence, clock.ms, { state: "active" }),
      );
      return;
    case 2:
      say("registered");
      world.commit(
        envelope("member.registered", member, sequence, clock.ms, { provider: "password" }),
      );
      return;
    case 3: {
      const category = random.pick<"service" | "marketing">(["service", "marketing", "marketing"]);
      say(`announces ${category}`);
      const eventId = `evt_${String(++made).padStart(26, "0")}`;
      model.announce(eventId, category, CONTENTS[category], MEMBERS);
      return;
    }
    case 4:
    case 5:
      say("a batch");
      if (world.queue.length > 0) world.deliver();
      else world.tick();
      return;
    case 6:
    case 7:
      say("a tick");
      world.tick();
      return;
    case 8:
      say("refuses");
      if (random.chance(0.5)) model.refused.add(member);
      else model.consents.delete(member);
      return;
    case 9:
      say("agrees");
      model.refused.delete(member);
      if (!world.deleted.has(member))
        model.consents.set(member, { day: true, night: random.chance(0.3) });
      return;
    case 10:
      say("an address bounces");
      if (random.chance(0.4)) world.suppressed.add(member);
      return;
    case 11: {
      const failed = model.deliveries.filter(
        ({ state }) => state === "dead" || state === "unknown",
      );
      const [row] = failed;
      say(row ? `replays ${row.state}` : "nothing to replay");
      if (row && model.replay(row)) world.tick();
      return;
    }
    case 12:
      if (random.chance(0.2) && !world.deleted.has(member)) {
        say("deleted");
        world.deleted.add(member);
        world.commit(envelope("member.deleted", member, sequence, clock.ms, {}));
        return;
      }
      if (random.chance(0.1)) world.queue = [];
      return;
    default: {
      const seconds = stage.waiting > 0 ? random.pick(SHORT) : random.pick([...SHORT, ...LONG]);
      say(`${seconds} s pass`);
      clock.ms += seconds * 1000;
    }
  }
}

async function judge(world: PostWorld, trace: string[]): Promise<string[]> {
  const { clock, model, stage } = world;
  stage.faults = NO_FAULTS;
  world.trouble = 0;
  world.queue = [];
  await stage.drain();
  trace.push("quiet");
  for (let minute = 0; minute <= QUIET_MINUTES; minute++) {
    world.tick();
    await flush();
    await stage.drain();
    clock.ms += minute < QUIET_MINUTES ? 60_000 : 0;
  }
  const broken = unplanned(world);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const open = model.deliveries.filter(({ state }) => state === "due" || state === "sending");
    if (open.length === 0) break;
    clock.ms = Math.max(clock.ms + 1_000, Math.min(...open.map(({ nextMs }) => nextMs)));
    world.tick();
    await flush();
    await stage.drain();
  }
  return [...broken, ...unfinished(world), ...copies(world), ...wrongs(world)];
}

/** Every committed event is planned, once. */
function unplanned({ committed, model }: PostWorld): string[] {
  return committed.flatMap(({ body: { id } }) => {
    const times = model.events.get(id)?.planned ?? 0;
    if (times === 1) return [];
    return [
      times === 0
        ? "plan: an event was not planned within three minutes"
        : `plan: an event was planned ${times} times`,
    ];
  });
}

/** Every row ends. */
function unfinished({ model }: PostWorld): string[] {
  const open = model.deliveries.filter(({ state }) => state === "due" || state === "sending");
  return open.length > 0
    ? [`end: ${open.length} deliveries have not ended: ${open[0]?.state} ${open[0]?.reason}`]
    : [];
}

/** One copy with a key; without one two of what may come twice, and one of the rest. One more for each replay of an unknown outcome. */
function copies({ hasKeys, left, model }: PostWorld): string[] {
  return model.deliveries.flatMap(({ category, id, replays }) => {
    const times = left.filter(({ key }) => key === id).length;
    const most = hasKeys ? 1 : (MAY_COME_TWICE.has(category) ? 2 : 1) * (1 + replays);
    const same = model.deliveries.filter(
      (each) =>
        each.id !== id &&
        sameAs(
          each,
          model.deliveries.find((d) => d.id === id),
        ),
    );
    const isDouble = same.some((each) => left.some(({ key }) => key === each.id)) && times > 0;
    return [
      ...(times > most ? [`copies: ${times} of ${category}, at most ${most}`] : []),
      ...(isDouble ? ["copies: two deliveries of one message left"] : []),
    ];
  });
}

type Row = PostWorld["model"]["deliveries"][number];
const sameAs = (a: Row, b: Row | undefined) =>
  b !== undefined && a.eventId === b.eventId && a.rule === b.rule && a.target === b.target;

/** Nothing leaves that was not wanted, true, or in time when it was claimed; and none after its lease. */
function wrongs({ left }: PostWorld): string[] {
  return left.flatMap((each) => each.wrongs.map((why) => `left: ${why}`));
}
