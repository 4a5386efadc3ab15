/** workerd is killed while a guest buys: whatever was done stays, whatever was owed is done, and no money is lost. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caller, newOrderId } from "../../tools/local/payment-gateway/conformance.ts";
import { brokenLaws } from "../crash/laws.ts";
import { effectsOfOne, play } from "../crash/prove.ts";
import { type CrashPoint, type CrashShop, openCrashShop } from "../crash/shop.ts";

const isFull = process.env.EDGEMART_FULL === "1";
/** Effects of a purchase at which it is killed; all of them in the long run. */
const PLACES = [
  "orders.place",
  "catalog.hold_stock",
  "payment.open_attempt",
  "payment.begin_confirm",
  "gateway: confirm",
  "payment.apply_settlement",
  "catalog.commit_hold",
];
const MOMENTS: readonly CrashPoint["moment"][] = isFull ? ["before", "after"] : ["after"];

describe("orders 62, payments 43.34: workerd is killed at an effect of a purchase", () => {
  let shop: CrashShop;
  let effects: readonly string[];
  beforeAll(async () => {
    shop = await openCrashShop();
    effects = await effectsOfOne(shop);
  });
  afterAll(() => shop?.stop());

  test.each(PLACES.flatMap((place) => MOMENTS.map((moment) => [moment, place] as const)))(
    "%s %s",
    async (moment, place) => {
      const schedule = { shoppers: 1, patience: "leaves", point: { at: place, moment } } as const;
      const { crashedAt, violations } = await play(shop, schedule);
      expect(crashedAt).toMatch(new RegExp(`^${moment} .*${place}`));
      expect(violations).toEqual([]);
    },
  );

  test("the laws see planted money of no order, planted stock, and an order that was told and is lost", async () => {
    const gateway = shop.up.paymentGateway;
    const call = caller({ url: gateway?.url ?? "", secretKey: gateway?.keys.secretKey ?? "" });
    const { body } = await call("/v1/payments/key-in", {
      orderId: newOrderId(),
      orderName: "planted",
      amount: 700,
      cardNumber: "4242424242424242",
    });
    const stock = (sign: string) =>
      shop.database.query(
        `UPDATE catalog.stock_level SET on_hand = on_hand ${sign} 1 WHERE sku = $1`,
        [shop.sku],
      );
    await stock("+");
    const lost = { orderId: "ord_planted", paymentId: null, isPaid: true };
    expect(await brokenLaws(shop, [lost])).toHaveLength(3);
    await stock("-");
    await call(`/v1/payments/${body.paymentKey}/cancel`, { cancelReason: "planted" });
    expect(await brokenLaws(shop, [])).toEqual([]);
  });

  test.runIf(isFull)("every effect of three purchases at once", async () => {
    for (let nth = 1; nth <= effects.length * 3; nth += 1) {
      const moment = nth % 2 === 0 ? "before" : "after";
      const schedule = { shoppers: 3, patience: "asks_again", point: { at: nth, moment } } as const;
      expect((await play(shop, schedule)).violations, `${moment} ${nth}`).toEqual([]);
    }
  });
});
