/** More buyers than units, all at once, through the API gateway. */
import { ORDER_ADDRESS, query } from "@edgemart/testkit/operations/order-calls";
import { api } from "@edgemart/testkit/system";
import { expect, test } from "vitest";

const [BUYERS, UNITS] = process.env.EDGEMART_FULL ? [1_000, 100] : [100, 20];

test("orders 66: as many orders as units, a 409 for everyone else, and nothing else", async () => {
  // A product that no other test looks at has exactly so many units.
  const [row] = await query<{ sku: string }>(
    `select v.sku from catalog.variant v
       join catalog.product p on p.id = v.product_id and p.status = 'active'
       join catalog.stock_level s on s.sku = v.sku and s.reserved = 0 and s.on_hand between 1 and $1
      where v.currency = 'KRW' and v.price_minor between 1000 and 40000 order by v.sku desc limit 1`,
    [UNITS],
  );
  const sku = row?.sku ?? "";
  await query(
    `with moved as (insert into catalog.stock_movement (sku, delta, reason, reference, principal)
       select sku, $2 - on_hand, 'received', $3, 'test' from catalog.stock_level where sku = $1 and on_hand <> $2)
     update catalog.stock_level set on_hand = $2 where sku = $1`,
    [sku, UNITS, crypto.randomUUID()],
  );
  const answers = await Promise.all(
    Array.from({ length: BUYERS }, async () => {
      const email = `${crypto.randomUUID()}@example.com`;
      const json = {
        items: [{ sku, quantity: 1 }],
        contact: { name: "Mina Kim", email, phone: null },
        shippingAddress: ORDER_ADDRESS,
      };
      const { status } = await api("/api/orders", { json });
      return status;
    }),
  );
  const count = (status: number) => answers.filter((each) => each === status).length;
  expect([count(201), count(409)]).toEqual([UNITS, BUYERS - UNITS]);
  const [level] = await query("select on_hand, reserved from catalog.stock_level where sku = $1", [
    sku,
  ]);
  expect(level).toEqual({ on_hand: UNITS, reserved: UNITS });
}, 120_000);
