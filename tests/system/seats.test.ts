/** Seats of events through the gateway, on real Durable Objects and a real PostgreSQL: races, limits, and what is no seat. */
import type { Basket, SeatHold, SeatMap } from "@edgemart/contracts/seats";
import { memberTokens } from "@edgemart/testkit/member-tokens";
import { eventOnSale, layoutInput } from "@edgemart/testkit/operations/seat-calls";
import { ifMatch, Setup } from "@edgemart/testkit/operations/setup";
import { api } from "@edgemart/testkit/system";
import { beforeAll, describe, expect, test, vi } from "vitest";

let setup: Setup;
let tokens: (count: number) => Promise<string[]>;
beforeAll(async () => {
  setup = new Setup();
  tokens = await memberTokens();
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

interface Said {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
}

async function hold(
  token: string,
  event: string,
  seats: unknown,
  key: string = crypto.randomUUID(),
): Promise<Said> {
  const headers = { "idempotency-key": key };
  const answer = await api("/api/seats/holds", {
    method: "POST",
    token,
    headers,
    json: { event, seats },
  });
  return { status: answer.status, body: await answer.json() };
}
const release = (token: string, event: string, id: string) =>
  api(`/api/seats/holds/${id}?event=${event}`, { method: "DELETE", token });
const map = async (event: string) =>
  (await (await api(`/api/seats/map/${event}`)).json()) as SeatMap;
const basket = async (token: string, event: string) =>
  (await (await api(`/api/seats/basket/${event}`, { token })).json()) as Basket;
const codes = (answers: readonly Said[]) => {
  const counts: Record<string, number> = {};
  for (const { body, status } of answers) {
    const name = `${status} ${body.code ?? ""}`.trim();
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};
const seat = (index: number, section = 1) =>
  `s${String(section).padStart(2, "0")}-${String(index).padStart(4, "0")}`;

describe("ticketing 30, N 17: who gets a seat", () => {
  test("of 120 members who want one seat at once, one has it", async () => {
    const { id } = await eventOnSale(setup);
    const answers = await Promise.all(
      (await tokens(120)).map((token) => hold(token, id, [seat(7)])),
    );
    expect(codes(answers)).toEqual({ "201": 1, "409 seat_taken": 119 });
    expect((await map(id)).sections).toMatchObject([{ no: 1, free: 39, total: 40 }]);
  });

  test("sets that overlap are held entirely or not at all, over sections too", async () => {
    const sections = [1, 2, 3].map((no) => ({ no, rows: 1, seatsPerRow: 12 }));
    const { id } = await eventOnSale(setup, sections);
    const wanted = Array.from({ length: 60 }, (_, n) => [
      seat(n % 12, 1 + (n % 3)),
      seat((n + 1) % 12, 1 + ((n + 1) % 3)),
      seat((n + 2) % 12, 1 + ((n + 2) % 3)),
    ]);
    const answers = await Promise.all(
      (await tokens(60)).map((token, n) => hold(token, id, wanted[n])),
    );
    const held = answers.filter(({ status }) => status === 201);
    expect(held.length).toBeGreaterThan(0);
    expect(Object.keys(codes(answers)).sort()).toEqual(["201", "409 seat_taken"]);
    const seats = held.flatMap(({ body }) => (body as SeatHold).seats.map((each) => each.id));
    expect(new Set(seats).size).toBe(held.length * 3);
    const free = (await map(id)).sections.reduce((sum, section) => sum + section.free, 0);
    expect(free).toBe(36 - seats.length);
  });

  test("the same key finds the same hold, from two tabs at once too; for other seats it is refused", async () => {
    const { id } = await eventOnSale(setup);
    const [token = ""] = await tokens(1);
    const key = crypto.randomUUID();
    const both = await Promise.all([
      hold(token, id, [seat(0), seat(1)], key),
      hold(token, id, [seat(0), seat(1)], key),
    ]);
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(both.filter(({ status }) => status < 300).map(({ body }) => body.id)).size).toBe(
      1,
    );
    // Two calls a second are all that a member has.
    await pause(1_100);
    const again = await hold(token, id, [seat(1), seat(0)], key);
    expect([again.status, again.body.id]).toEqual([200, both[0]?.body.id]);
    const other = await hold(token, id, [seat(2)], key);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect((await basket(token, id)).holds).toHaveLength(1);
  });
});

describe("ticketing 31, 33, N 13, 16, 19: limits and baskets", () => {
  test("eight holds in eight sections at once: never more than one member may have", async () => {
    const sections = Array.from({ length: 8 }, (_, n) => ({ no: n + 1, rows: 1, seatsPerRow: 4 }));
    const { id } = await eventOnSale(setup, sections, { perMember: 2 });
    const [token = ""] = await tokens(1);
    const answers = await Promise.all(sections.map(({ no }) => hold(token, id, [seat(0, no)])));
    expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(2);
    expect(answers.every(({ status }) => [201, 409, 429].includes(status))).toBe(true);
    await vi.waitFor(
      async () => {
        const { holds } = await basket(token, id);
        if (holds.length === 2) return;
        await hold(token, id, [seat(1, 1 + holds.length)]);
        throw new Error("not yet two");
      },
      { timeout: 20_000, interval: 600 },
    );
    await pause(1_100);
    const more = await hold(token, id, [seat(3, 8)]);
    expect([more.status, more.body.code]).toEqual([409, "ticket_limit"]);
  });

  test("a later hold does not move the basket's time, and what is given back is free for others at once", async () => {
    const { id } = await eventOnSale(setup);
    const [one = "", other = ""] = await tokens(2);
    const first = await hold(one, id, [seat(0)]);
    const second = await hold(one, id, [seat(1)]);
    expect(second.body.until).toBe(first.body.until);
    expect((await release(other, id, first.body.id)).status).toBe(404);
    expect((await release(one, id, first.body.id)).status).toBe(204);
    expect((await hold(other, id, [seat(0)])).status).toBe(201);
    expect((await basket(one, id)).holds).toEqual([{ id: second.body.id, seats: [seat(1)] }]);
  });
});

describe("ticketing N 7, 18, 24, 26: what is not sold", () => {
  test.each([
    ["a section that is not there", ["s99-0001"]],
    ["an index beyond the section", ["s01-0040"]],
    ["a name of the language", ["__proto__"]],
    ["one seat twice", ["s01-0001", "s01-0001"]],
    ["eleven seats", Array.from({ length: 11 }, (_, n) => seat(n))],
    ["5 000 seats, which no body holds", Array.from({ length: 5_000 }, (_, n) => seat(n)), 413],
    ["nothing", []],
    ["four sections", [seat(0, 1), seat(0, 2), seat(0, 3), seat(0, 4)]],
  ] as [string, unknown, number?][])("%s is refused", async (_, seats, status = 422) => {
    const { id } = await eventOnSale(setup);
    const [token = ""] = await tokens(1);
    expect((await hold(token, id, seats)).status).toBe(status);
  });

  test("before the sale, behind a waiting room, without a key, of no event", async () => {
    const [token = ""] = await tokens(1);
    const soon = await eventOnSale(setup, undefined, {
      times: {
        ...(await eventOnSale(setup)).times,
        saleOpens: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16),
      },
    });
    expect((await hold(token, soon.id, [seat(0)])).body.code).toBe("sale_not_open");
    const room = { ratePerMinute: 60, capacity: 10, expected: 100 };
    const behind = await eventOnSale(setup, undefined, { room });
    expect((await hold(token, behind.id, [seat(0)])).body.code).toBe("admission_required");
    const json = { event: behind.id, seats: [seat(0)] };
    const keyless = await api("/api/seats/holds", { method: "POST", token, json });
    expect([keyless.status, (await keyless.json()).code]).toEqual([400, "idempotency_key_missing"]);
    const nowhere = `evn_${"0".repeat(26)}`;
    expect((await hold(token, nowhere, [seat(0)])).status).toBe(404);
  });

  test("an event that is cancelled sells nothing more", async () => {
    const { id, slug, version } = await eventOnSale(setup);
    const [token = ""] = await tokens(1);
    await setup.ask(`/api/admin/events/${id}/cancel`, {
      json: { slug, reason: "The singer is ill" },
      headers: ifMatch({ version }),
    });
    await vi.waitFor(
      async () => expect((await hold(token, id, [seat(0)])).body.code).toBe("sale_closed"),
      { timeout: 20_000, interval: 1_000 },
    );
  });
});

describe("ticketing 27: the plan", () => {
  test("is written anew before the sale alone, on its version, and never by halves", async () => {
    const { id } = await eventOnSale(setup);
    const put = (json: object, version: number) =>
      api(`/api/admin/seats/${id}`, {
        ...{ method: "PUT", json },
        headers: { ...ifMatch({ version }), "idempotency-key": crypto.randomUUID() },
      });
    const admin = await setup.admin();
    const asAdmin = async (json: object, version: number) => {
      const answer = await api(`/api/admin/seats/${id}`, {
        ...{ method: "PUT", json, token: admin },
        headers: { ...ifMatch({ version }), "idempotency-key": crypto.randomUUID() },
      });
      return [answer.status, (await answer.json()).code];
    };
    const plan = layoutInput([{ no: 1, rows: 1, seatsPerRow: 2 }]);
    expect((await put(plan, 2)).status).toBe(401);
    expect(await asAdmin(plan, 9)).toEqual([412, "precondition_failed"]);
    expect(await asAdmin(plan, 2)).toEqual([409, "seat_in_use"]);
    const twice = layoutInput([1, 1].map((no) => ({ no, rows: 1, seatsPerRow: 2 })));
    expect(await asAdmin(twice, 2)).toEqual([422, "layout_invalid"]);
  });
});
