/** Coupons, ways of delivery and remote areas as staff keep them, on a real PostgreSQL. */
import { AdminCoupon, AdminShippingMethod } from "@edgemart/contracts/order-terms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: Awaited<ReturnType<Shop["staff"]>>;
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

let count = 0;
function ask(method: string, path: string, body?: object, more: Record<string, string> = {}) {
  count += 1;
  const headers = { "idempotency-key": `staff-terms-${count}`, ...staff.headers, ...more };
  return shop.send(method, `/api/admin/orders${path}`, body, headers);
}
const match = (version: number) => ({ "if-match": `"${version}"` });
const name = { ko: "가을", en: "Autumn" };
const COUPON = { name, kind: "percent", value: 10, currency: "KRW" };
async function newCoupon(more: object = {}): Promise<AdminCoupon> {
  count += 1;
  const made = await ask("POST", "/coupons", { code: `AUTUMN-${count}`, ...COUPON, ...more });
  expect(made.status).toBe(201);
  return AdminCoupon.parse(made.body);
}
const quote = (couponCode: string, headers = {}) =>
  shop.send(
    "POST",
    "/api/orders/quote",
    { items: [{ sku: "MUG-1", quantity: 1 }], couponCode, postcode: "04524" },
    headers,
  );
const lines = (id: string) =>
  shop.database.query(
    "select actor_id, action, changes from orders.audit_event where subject_id = $1 order by id",
    [id],
  );

describe("orders 7, 42: staff keep coupons", () => {
  test("one is made, used by shoppers, changed on its version and switched off", async () => {
    const coupon = await newCoupon({ code: "winter-10" });
    expect([coupon.code, coupon.version, coupon.uses]).toEqual(["WINTER-10", 1, 0]);
    expect((await quote("winter-10")).body.discount.amountMinor).toBe(1_200);
    const path = `/coupons/${coupon.code}`;
    const changed = await ask(
      "PATCH",
      path,
      { usesMax: 5, endsAt: "2099-01-01T00:00:00.000Z" },
      match(1),
    );
    expect([changed.status, changed.headers.get("etag"), changed.body.usesMax]).toEqual([
      200,
      '"2"',
      5,
    ]);
    const old = await ask("PATCH", path, { usesMax: 6 }, match(1));
    expect([old.status, old.body.code]).toEqual([412, "precondition_failed"]);
    const off = await ask("PATCH", path, { active: false, endsAt: null }, match(2));
    expect([off.body.active, off.body.endsAt, off.body.usesMax]).toEqual([false, null, 5]);
    expect((await quote("winter-10")).body.problem).toBe("coupon_invalid");
    const { body } = await ask("GET", "/coupons");
    expect(body.items[0]).toEqual(off.body);
    expect(await lines(coupon.code)).toMatchObject([
      { actor_id: staff.id, action: "coupon.created", changes: { code: "WINTER-10", value: 10 } },
      { action: "coupon.changed", changes: { usesMax: 5 } },
      { action: "coupon.changed", changes: { active: false } },
    ]);
  });

  test("what would contradict itself or its uses is refused, and nothing is written", async () => {
    const coupon = await newCoupon({ startsAt: "2026-01-01T00:00:00.000Z" });
    const placed = await shop.send(
      "POST",
      "/api/orders",
      { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }], couponCode: coupon.code },
      { "x-internal-client-prefix": "10.9.0.1/32" },
    );
    expect(placed.status).toBe(201);
    await newCoupon();
    const path = `/coupons/${coupon.code}`;
    await ask("PATCH", path, { usesMax: 1 }, { "if-match": "*" });
    const other = await shop.send(
      "POST",
      "/api/orders",
      { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }], couponCode: coupon.code },
      { "x-internal-client-prefix": "10.9.0.2/32" },
    );
    expect(other.body.code).toBe("coupon_used_up");
    const early = await ask(
      "PATCH",
      path,
      { endsAt: "2025-01-01T00:00:00.000Z" },
      { "if-match": "*" },
    );
    expect([early.status, early.body.errors[0].path]).toEqual([422, "endsAt"]);
    await ask("PATCH", path, { usesMax: 2 }, { "if-match": "*" });
    await shop.send(
      "POST",
      "/api/orders",
      { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }], couponCode: coupon.code },
      { "x-internal-client-prefix": "10.9.0.3/32" },
    );
    const fewer = await ask("PATCH", path, { usesMax: 1 }, { "if-match": "*" });
    expect([fewer.status, fewer.body.errors[0].path]).toEqual([422, "usesMax"]);
    const twice = await ask("POST", "/coupons", { code: coupon.code, ...COUPON });
    expect([twice.status, twice.body.code, twice.body.errors[0].path]).toEqual([
      409,
      "slug_taken",
      "code",
    ]);
    expect(
      (await ask("PATCH", "/coupons/NOTHING-1", { active: false }, { "if-match": "*" })).status,
    ).toBe(404);
    expect((await ask("PATCH", path, { value: 50 }, { "if-match": "*" })).status).toBe(422);
    expect((await ask("PATCH", path, { active: false })).status).toBe(428);
  });

  test("one key is one coupon, 8 posts at once too; two who change one version: one wins", async () => {
    const body = { code: "KEYED-ONE", ...COUPON };
    const key = { "idempotency-key": "one-coupon" };
    const made = await Promise.all(
      Array.from({ length: 8 }, () => ask("POST", "/coupons", body, key)),
    );
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await lines("KEYED-ONE")).toHaveLength(1);
    expect((await ask("POST", "/coupons", { ...body, value: 20 }, key)).body.code).toBe(
      "idempotency_key_reused",
    );
    const changes = [1, 2, 3, 4].map((usesMax) =>
      ask("PATCH", "/coupons/KEYED-ONE", { usesMax }, match(1)),
    );
    const answers = await Promise.all(changes);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  test("orders 57.34: a stale administrator and a member change nothing", async () => {
    const stale = await shop.staff(true);
    const body = { code: "STALE-01", ...COUPON };
    expect((await ask("POST", "/coupons", body, stale.headers)).body.code).toBe(
      "reauthentication_required",
    );
    const member = await shop.member();
    expect((await ask("POST", "/coupons", body, member.headers)).body.code).toBe("forbidden");
    expect((await ask("GET", "/coupons", undefined, member.headers)).body.code).toBe("forbidden");
    expect(await lines("STALE-01")).toEqual([]);
  });
});

describe("orders 6, 42: staff keep fees of delivery", () => {
  test("a changed fee counts from the next quote on; an order that was placed keeps its own", async () => {
    const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }] };
    const placed = await shop.send("POST", "/api/orders", body, {
      "x-internal-client-prefix": "10.9.1.1/32",
    });
    const { body: before } = await ask("GET", "/shipping");
    const [standard] = before.methods.map((each: unknown) => AdminShippingMethod.parse(each));
    expect([standard.id, standard.feeMinor]).toEqual(["standard", 3_000]);
    const changed = await ask(
      "PATCH",
      "/shipping/methods/standard",
      { feeMinor: 4_000, freeFromMinor: null },
      match(standard.version),
    );
    expect([changed.status, changed.body.feeMinor, changed.body.freeFromMinor]).toEqual([
      200,
      4_000,
      null,
    ]);
    const items = [{ sku: "MUG-1", quantity: 5 }];
    const quoted = await shop.send("POST", "/api/orders/quote", { items, postcode: "04524" });
    expect(quoted.body.shipping.amountMinor).toBe(4_000);
    const order = await shop.send("GET", `/api/guest/orders/${placed.body.id}`, undefined, {
      "x-order-token": placed.body.token,
    });
    expect(order.body.shipping.amountMinor).toBe(3_000);
    await ask(
      "PATCH",
      "/shipping/methods/standard",
      { feeMinor: 3_000, freeFromMinor: 50_000 },
      match(2),
    );
    expect(await lines("standard")).toHaveLength(2);
  });

  test("a new method is offered in its place, once; a taken name is refused", async () => {
    const body = {
      id: "express",
      name: { ko: "빠른", en: "Express" },
      currency: "KRW",
      feeMinor: 9_000,
      position: 5,
    };
    const made = await ask("POST", "/shipping/methods", body);
    expect([made.status, made.body.version]).toEqual([201, 1]);
    expect((await ask("POST", "/shipping/methods", body)).body.code).toBe("slug_taken");
    const quoted = await shop.send("POST", "/api/orders/quote", {
      items: [{ sku: "MUG-1", quantity: 1 }],
      postcode: "04524",
    });
    expect(quoted.body.shippingMethods.map(({ id }: { id: string }) => id)).toEqual([
      "standard",
      "express",
    ]);
  });

  test("an area costs more from the moment it is written, and no longer once it is removed", async () => {
    const fee = async () =>
      (
        await shop.send("POST", "/api/orders/quote", {
          items: [{ sku: "MUG-1", quantity: 1 }],
          postcode: "23100",
        })
      ).body.shipping.amountMinor;
    expect(await fee()).toBe(3_000);
    const area = { from: "23100", to: "23116", name: "Ongjin" };
    for (const named of [area, { ...area, name: "Ongjin-gun" }]) {
      expect((await ask("PUT", "/shipping/areas", named)).body).toEqual(named);
    }
    expect(await fee()).toBe(6_000);
    expect((await ask("GET", "/shipping")).body.areas).toContainEqual({
      ...area,
      name: "Ongjin-gun",
    });
    const key = { "idempotency-key": "remove-it" };
    for (const headers of [key, key])
      expect((await ask("DELETE", "/shipping/areas/23100-23116", undefined, headers)).status).toBe(
        204,
      );
    expect((await ask("DELETE", "/shipping/areas/23100-23116")).status).toBe(404);
    expect(await fee()).toBe(3_000);
    expect((await lines("23100-23116")).length).toBe(3);
  });
});
