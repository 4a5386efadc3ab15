/** A post office with the product's own consumer, pull and sender; statements in memory, a queue and a provider that fail. */
import type { Envelope } from "@edgemart/contracts/events/envelope";
import type { OutboxRow, OutboxSinceInput } from "@edgemart/contracts/outbox";
import type { Random } from "@edgemart/testkit/random";
import { type Process, Stage } from "../../../order/test/proof/stage.ts";
import type { SendOutcome } from "../../src/core/delivery.ts";
import type { Claimed } from "../../src/ports/deliveries.ts";
import type { Deps } from "../../src/ports/deps.ts";
import { consume } from "../../src/verbs/consume.ts";
import { pull } from "../../src/verbs/pull.ts";
import { CLAIM_MAX, sendDue } from "../../src/verbs/send-due.ts";
import { LEASE_MS, nightEnds, OUR_POST_RULES, PostModel, type PostRules } from "./post-model.ts";

/** 14:00 in Korea. */
export const START_MS = Date.parse("2026-12-01T05:00:00.000Z");
/** Milliseconds that an effect takes. */
const EFFECT_MS = 20;
/** Rows are read once they are this old. */
const LAG_MS = 90_000;
/** A statement ends within this. */
const COMMIT_MS_MAX = 6_000;

/** What a planted error bends. */
export interface Planted {
  rules?: Partial<PostRules>;
  bend?(deps: Deps, world: PostWorld): Deps;
  lagMs?: number;
}

/** A message that left the provider. */
export interface Left {
  key: string;
  /** What was wrong when it was claimed, or with how long it took since. */
  wrongs: string[];
}

interface Committed {
  atMs: number;
  commitMs: number;
  body: Envelope;
}

const CALL = { requestId: "proof", traceparent: "", deadline: Number.MAX_SAFE_INTEGER };
const QUEUE = "edgemart-notify";
/** Tries of a message before the platform gives it up. */
const TRIES_MAX = 10;

/** The world. */
export class PostWorld {
  readonly stage: Stage;
  readonly clock = { ms: START_MS };
  readonly model: PostModel;
  readonly hasKeys: boolean;
  readonly committed: Committed[] = [];
  queue: { body: unknown; tries: number }[] = [];
  readonly left: Left[] = [];
  readonly suppressed = new Set<string>();
  readonly deleted = new Set<string>();
  /** Chance of a failure for each question to the provider. */
  trouble = 0;
  readonly #planted: Planted;
  readonly #random: Random;

  constructor(random: Random, planted: Planted = {}) {
    this.stage = new Stage(random);
    this.#random = random;
    this.#planted = planted;
    this.hasKeys = random.chance(0.5);
    this.model = new PostModel(() => this.clock.ms, { ...OUR_POST_RULES, ...planted.rules });
  }

  /** A statement of a producer that commits somewhat later; its message goes to the queue, unless it is lost. */
  commit(body: Envelope): void {
    const random = this.#random;
    const atMs = this.clock.ms;
    this.committed.push({ atMs, commitMs: atMs + random.between(0, COMMIT_MS_MAX), body });
    for (let n = random.pick([0, 1, 1, 1, 2]); n > 0; n--) this.queue.push({ body, tries: 0 });
  }

  /** The consumer takes some of the queue, in no order. What is not acknowledged comes again. */
  deliver(): void {
    const batch: typeof this.queue = [];
    for (let n = this.#random.between(1, 3); n > 0 && this.queue.length > 0; n--) {
      batch.push(...this.queue.splice(this.#random.between(0, this.queue.length - 1), 1));
    }
    const open = new Set(batch);
    const again = () => {
      for (const { body, tries } of open)
        if (tries < TRIES_MAX) this.queue.push({ body, tries: tries + 1 });
      open.clear();
    };
    const process = this.stage.begin("consume", async (own) => {
      own.whenDead(again);
      const messages = batch.map((each, at) => ({
        ...{ id: `m${at}`, body: each.body, attempts: each.tries + 1 },
        ack: () => void open.delete(each),
        retry: () => undefined,
      }));
      await consume(this.depsOf(own), QUEUE, messages, CALL);
      again();
    });
    void process;
  }

  /** One tick of the clock. */
  tick(): void {
    this.stage.begin("tick", async (own) => {
      const deps = this.depsOf(own);
      await pull(deps, CALL);
      while ((await sendDue(deps, null, CALL)).claimed === CLAIM_MAX);
    });
  }

  #since({ after, limit }: OutboxSinceInput, source: string): OutboxRow[] {
    const now = this.clock.ms;
    const lag = this.#planted.lagMs ?? LAG_MS;
    return this.committed
      .filter(
        ({ atMs, body, commitMs }) =>
          body.source === source && commitMs <= now && atMs <= now - lag,
      )
      .map(({ atMs, body }) => ({ at: new Date(atMs).toISOString(), id: body.id, body }))
      .filter(({ at, id }) => !after || at > after.at || (at === after.at && id > after.id))
      .sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** What was wrong with a claim at its moment. */
  #wrongs({ id }: Claimed): string[] {
    const { model } = this;
    const row = model.deliveries.find((each) => each.id === id);
    if (!row) return ["unknown"];
    const { memberId } = row;
    const mayNight = model.consents.get(memberId ?? "")?.night;
    return [
      ...(model.isOptedOut(row) ? ["opted out"] : []),
      ...(row.category === "marketing" && nightEnds(this.clock.ms) !== null && !mayNight
        ? ["at night"]
        : []),
      ...(row.usefulMs <= this.clock.ms ? ["stale"] : []),
      ...(model.isSuperseded(row.eventId) ? ["superseded"] : []),
      ...(this.suppressed.has(memberId ?? "") ? ["suppressed"] : []),
    ];
  }

  #provider(key: string, wrongs: string[]): SendOutcome {
    const take = () => {
      if (!this.hasKeys || !this.left.some((each) => each.key === key))
        this.left.push({ key, wrongs });
    };
    if (!this.#random.chance(this.trouble)) {
      take();
      return { kind: "sent", providerId: null };
    }
    switch (
      this.#random.pick(["lost", "lost", "taken", "taken", "transient", "permanent", "stopped"])
    ) {
      case "lost":
        this.clock.ms += 10_000;
        return { kind: "lost", why: "no_answer" };
      case "taken":
        take();
        return { kind: "lost", why: "no_answer" };
      case "transient":
        return { kind: "transient", why: "busy" };
      case "permanent":
        return { kind: "permanent", why: "message_refused" };
      default:
        return { kind: "stopped", why: "sender_refused" };
    }
  }

  /** What a verb of this process is given: each effect waits for its turn. */
  depsOf(process: Process): Deps {
    const claims = new Map<string, { atMs: number; wrongs: string[] }>();
    const effect = <T>(name: string, run: () => T | Promise<T>): Promise<T> =>
      this.stage.effect(process, name, () => {
        this.clock.ms += EFFECT_MS;
        return run();
      });
    const gated = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, method) => {
          const own: unknown = Reflect.get(target, method);
          if (typeof own !== "function") return own;
          return (...args: unknown[]) => effect(String(method), () => own.apply(target, args));
        },
      });
    const deps = this.#planted.bend?.(this.#ports(), this) ?? this.#ports();
    const deliveries = gated(deps.deliveries);
    return {
      ...deps,
      events: gated(deps.events),
      deliveries: {
        settle: deliveries.settle.bind(deliveries),
        skip: deliveries.skip.bind(deliveries),
        claim: (claim) =>
          effect("claim", async () => {
            const claimed = await deps.deliveries.claim(claim);
            const atMs = this.clock.ms;
            for (const each of claimed) claims.set(each.id, { atMs, wrongs: this.#wrongs(each) });
            return claimed;
          }),
      },
      email: {
        ...deps.email,
        // Handed over in the moment in which it is decided; only the answer waits.
        send: ({ key }) => {
          const { atMs, wrongs } = claims.get(key) ?? { atMs: 0, wrongs: ["unclaimed"] };
          const isLate = this.clock.ms - atMs > LEASE_MS;
          const outcome = this.#provider(key, isLate ? [...wrongs, "after its lease"] : wrongs);
          return effect("answer", () => outcome);
        },
      },
      members: {
        ...deps.members,
        contactsOf: (input, call) =>
          effect("contactsOf", () => deps.members.contactsOf(input, call)),
      },
    };
  }

  #ports(): Deps {
    const none = (): never => {
      throw new Error("not part of this world");
    };
    // Guarantee of the cast: nothing that this world plays asks for them, and a verb that does is a surprise.
    const absent = new Proxy({}, { get: none }) as never;
    const contactOf = (memberId: string) => ({
      ...{ memberId, email: `${memberId}@shop.example`, name: "Kim", locale: "en" as const },
      isConfirmed: true,
    });
    return {
      events: this.model.eventStore(),
      deliveries: this.model.deliveryStore(),
      ...{
        // No event of this world has a text message.
        sms: absent,
        texts: { claim: async () => [], admit: none },
        push: absent,
        pushes: absent,
        consentReminders: absent,
        upkeep: absent,
        inbox: absent,
        preferences: absent,
        office: absent,
        alerts: absent,
      },
      ...{
        announcements: absent,
        readWebhook: absent,
        digestNumber: absent,
        orders: absent,
        links: absent,
        operators: [],
      },
      email: { name: "mailbox", hasKeys: this.hasKeys, send: none },
      renderer: { html: async () => "" },
      // Guarantee of the cast: only this question is asked here.
      returns: {
        suppressed: async (digests: string[]) =>
          new Map(
            digests
              .filter((each) => this.suppressed.has(each))
              .map((each) => [each, "hard_bounce" as const]),
          ),
      } as unknown as Deps["returns"],
      digestAddress: async (address) => address.slice(0, address.indexOf("@")),
      unsubscribeTokens: { make: () => "token", read: () => null } as Deps["unsubscribeTokens"],
      members: {
        members: none,
        contactsOf: async ({ deletedIds = [], memberIds }) =>
          [...memberIds.filter((id) => !this.deleted.has(id)), ...deletedIds].map(contactOf),
      },
      outboxes: Object.fromEntries(
        ["member"].map((source) => [
          source,
          { since: async (input) => this.#since(input, source) },
        ]),
      ),
      settings: {
        ...{ emailFrom: "Shop <no-reply@shop.example>", emailDailyMax: 1_000_000 },
        smsDailyMax: 1,
        ...{ shopOrigin: "https://shop.example", apiOrigin: "https://api.example" },
        sender: { company: "Shop", address: "Seoul", phone: "02", email: "help@shop.example" },
      },
      keepDead: async () => undefined,
      callsMade: () => 0,
      chance: () => this.#random.next(),
      note: () => undefined,
      noteFailure: (event, about, thrown) =>
        void this.stage.surprises.push(`${event} ${about}: ${String(thrown)}`),
      now: () => this.clock.ms,
    };
  }
}
