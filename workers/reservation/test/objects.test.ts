/** Seats in their real objects: what is asked at once, ended between any two steps, or lost with its storage. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, openHouse } from "./house.ts";

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house?.close());

const CROWD = process.env.EDGEMART_FULL === "1" ? 1_000 : 300;

const seat = (index: number, section = 1) =>
  `s${String(section).padStart(2, "0")}-${String(index).padStart(4, "0")}`;
const said = ({ status, body }: Answer) => [status, body?.code].filter(Boolean).join(" ");
const members = (count: number) => Promise.all(Array.from({ length: count }, () => house.member()));
const two = async () => [await house.member(), await house.member()] as const;
const LOST = ["delete from meta", "delete from seat", "delete from hold", "delete from noted"];

/** A reservation that PostgreSQL has, with its claims. */
async function claim(event: string, member: string, seats: readonly string[], seconds: number) {
  const id = newId("reservation");
  await house.database.query(
    `insert into reservation.reservation (id, event_id, member_id, state, total_minor, currency, expires_at)
     values ($1, $2, $3, 'PENDING', 1000, 'KRW', now() + $4 * interval '1 second')`,
    [id, event, member, seconds],
  );
  for (const each of seats) {
    await house.database.query(
      `insert into reservation.seat_claim (event_id, seat_id, section_no, reservation_id, hold_id, fence)
       values ($1, $2, $3, $4, 'shd_00000000000000000000000000', 1)`,
      [event, each, Number(each.slice(1, 3)), id],
    );
  }
}

describe("ticketing 30, N 17: who gets a seat, distributed lock", () => {
  test(`of ${CROWD} members who want one seat at once, one has it`, async () => {
    const event = await house.event();
    const answers: Answer[] = [];
    const all = await members(CROWD);
    for (let from = 0; from < all.length; from += 100) {
      const some = all.slice(from, from + 100);
      const asked = some.map(({ token }) => house.hold(token, event, [seat(3)]));
      answers.push(...(await Promise.all(asked)));
    }
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(said))).toEqual(new Set(["201", "409 seat_taken"]));
  });

  test("the same while their objects are ended again and again: who was not answered asks again under the same key", async () => {
    const event = await house.event();
    let [isDone, ended] = [false, 0];
    const ending = (async () => {
      while (!isDone) {
        if (await house.evict("SectionSeats", `${event}/1`)) ended += 1;
        await new Promise((done) => setTimeout(done, 200));
      }
    })();
    const answers = await Promise.all(
      (await members(30)).map(async ({ token }) => {
        const key = crypto.randomUUID();
        for (let tries = 0; tries < 20; tries += 1) {
          const answer = await house.hold(token, event, [seat(3)], key);
          if (answer.status < 429) return answer;
          await new Promise((done) => setTimeout(done, 600));
        }
        throw new Error("was never answered");
      }),
    );
    isDone = true;
    await ending;
    expect(ended).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "seat_taken")).toHaveLength(29);
  });

  test("sets A∪B and B∪C over two sections: one has all, the other nothing, and what was not had is free", async () => {
    const [a, b, c] = [seat(0, 1), seat(0, 2), seat(1, 1)];
    for (let n = 0; n < 10; n += 1) {
      const event = await house.event(4, [1, 2]);
      const [one, other] = await two();
      const answers = await Promise.all([
        house.hold(one.token, event, [a, b]),
        house.hold(other.token, event, [b, c]),
      ]);
      expect(answers.map(said).sort()).toEqual(["201", "409 seat_taken"]);
      const { sections } = (await house.map(event)).body;
      expect(sections.reduce((sum: number, { free }: { free: number }) => sum + free, 0)).toBe(6);
    }
  });
});

describe("ticketing 6, 37: an object that ends knows what it answered", () => {
  test("between any two steps of a member", async () => {
    const event = await house.event();
    const [{ id, token }, other] = await two();
    const end = async () => {
      await house.evict("SectionSeats", `${event}/1`);
      await house.evict("MemberBaskets", house.shareOf(event, id));
    };
    const key = crypto.randomUUID();
    const first = await house.hold(token, event, [seat(0), seat(1)], key);
    await end();
    const again = await house.hold(token, event, [seat(0), seat(1)], key);
    expect([again.status, again.body.id, again.body.until]).toEqual([
      200,
      first.body.id,
      first.body.until,
    ]);
    await end();
    expect(said(await house.hold(other.token, event, [seat(1)]))).toBe("409 seat_taken");
    await end();
    expect((await house.basket(token, event)).body.holds).toEqual([
      { id: first.body.id, seats: [seat(0), seat(1)] },
    ]);
    await end();
    expect((await house.release(token, event, first.body.id)).status).toBe(204);
    await end();
    expect(said(await house.hold(token, event, [seat(0), seat(1)], key))).toBe("410 hold_expired");
    expect((await house.hold(other.token, event, [seat(1)])).status).toBe(201);
  });
});

describe("ticketing 33, 37: storage that is lost costs holds, never a sale", () => {
  test("a section is filled from PostgreSQL: claims come back, bare holds are gone", async () => {
    const event = await house.event();
    const [buyer, [holder, other]] = [await house.member(), await two()];
    expect((await house.hold(holder.token, event, [seat(0)])).status).toBe(201);
    await claim(event, buyer.id, [seat(5), seat(6)], 300);
    await house.rewrite("SectionSeats", `${event}/1`, ...LOST);
    expect((await house.map(event)).body.sections).toMatchObject([{ free: 8, total: 10 }]);
    expect(said(await house.hold(other.token, event, [seat(6)]))).toBe("409 seat_taken");
    expect((await house.hold(other.token, event, [seat(0)])).status).toBe(201);
  });

  test("what a member claims counts before the first refusal, also when the basket never heard of it", async () => {
    const event = await house.event();
    const { id, token } = await house.member();
    await claim(event, id, [seat(7), seat(8), seat(9)], 300);
    // Three are claimed and four are allowed. Unread, two more seem to fit: the pledge refuses them.
    expect(said(await house.hold(token, event, [seat(0), seat(1)]))).toBe("201");
    expect(said(await house.hold(token, event, [seat(2), seat(3), seat(4)]))).toBe(
      "409 ticket_limit",
    );
    await house.evict("MemberBaskets", house.shareOf(event, id));
    await new Promise((done) => setTimeout(done, 1_100));
    expect(said(await house.hold(token, event, [seat(2)]))).toBe("409 ticket_limit");
  });
});

describe("ticketing 31: clocks", () => {
  test("a hold that is over is free on read; its member finds the same seats shut for a minute", async () => {
    const event = await house.event();
    const [{ id, token }, other] = await two();
    expect((await house.hold(token, event, [seat(0), seat(1)])).status).toBe(201);
    const past = Date.now() - 3_000;
    await house.rewrite(
      "SectionSeats",
      `${event}/1`,
      `update hold set body = json_set(body, '$.until', ${past})`,
    );
    const over = `update basket set body = json_set(body, '$.until', ${past})`;
    await house.rewrite("MemberBaskets", house.shareOf(event, id), over);
    expect((await house.basket(token, event)).body.holds).toEqual([]);
    expect(said(await house.hold(token, event, [seat(0)]))).toBe("409 seat_not_for_you");
    expect((await house.hold(other.token, event, [seat(0)])).status).toBe(201);
    expect((await house.hold(token, event, [seat(4)])).status).toBe(201);
  });
});
