/** What is personal in orders, and when it goes, on a real PostgreSQL. */
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PERSONAL_COLUMNS } from "../db/personal.ts";
import * as schema from "../db/schema.ts";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

/** Texts that say nothing of a person: ids, codes, states, what was bought, what the shop itself wrote. */
const IMPERSONAL = {
  sales_order:
    "id number member_id locale state currency coupon_code shipping_method country hold_id payment_id attention reason",
  order_line: "order_id sku product_id title_ko title_en picture_id options",
  order_event: "order_id name actor data",
  transition: "machine source target",
  step: "subject order_id name args error",
  attempt: "payment_id order_id instrument",
  change: "id order_id kind state refund_id failure",
  change_line: "change_id",
  shipment: "id order_id state carrier tracking_number",
  shipment_line: "shipment_id",
  coupon: "code name_ko name_en kind currency",
  coupon_principal: "code principal",
  coupon_use: "order_id code principal state taken_from",
  shipping_method: "id name_ko name_en currency",
  remote_area: "postcode_from postcode_to name",
  outbox: "id queue body",
  seen_event: "id",
  dead_message: "id queue body reason settled_by settled_how because",
  keyed_effect: "principal key fingerprint subject_id made_id",
  audit_event: "actor_id action subject_id changes request_id",
  setting: "name value",
};

describe("orders 44: what is personal", () => {
  test("every column of text, bytes or JSON is on the list that is emptied, or known to say nothing of a person", () => {
    const tables = Object.values(schema).filter((each) => is(each, PgTable));
    const found = tables.flatMap((table) =>
      Object.values(getTableColumns(table))
        .filter((column) => /^(text|char|bytea|jsonb)/.test(column.getSQLType()))
        .map((column) => `${getTableName(table)}.${column.name}`),
    );
    const listed = [
      ...Object.entries(PERSONAL_COLUMNS).flatMap(([table, columns]) =>
        Object.keys(columns).map((name) => `${table}.${name}`),
      ),
      ...Object.entries(IMPERSONAL).flatMap(([table, names]) =>
        names.split(" ").map((name) => `${table}.${name}`),
      ),
    ];
    expect(found.toSorted()).toEqual(listed.toSorted());
  });

  test("goes after five years, of orders and their changes; amounts, lines and events stay", async () => {
    const { upkeep } = depsOf(readOrderConfig(shop.env), {
      requestId: "test",
      later: () => undefined,
    });
    const ids: string[] = [];
    for (const n of [1, 2]) {
      const headers = { "x-internal-client-prefix": `10.12.0.${n}/32` };
      const body = { ...GUEST, memo: "behind the door", items: [{ sku: "MUG-1", quantity: 2 }] };
      const order = await shop.send("POST", "/api/orders", body, headers);
      const token = { "x-order-token": order.body.token };
      const paying = await shop.send("POST", "/api/payments", { orderId: order.body.id }, token);
      await shop.send("POST", `/api/payments/${paying.body.id}/verify`, {
        paymentKey: "key",
        amount: paying.body.cardAmount,
      });
      await shop.settle();
      const cancel = { reason: "Mina changed her mind", lines: [{ line: 1, quantity: 1 }] };
      await shop.send("POST", `/api/guest/orders/${order.body.id}/cancel`, cancel, token);
      ids.push(order.body.id);
    }
    const [old = "", young = ""] = ids;
    await shop.age(old, 5 * 366 * 24 * 60);
    await shop.age(young, 5 * 364 * 24 * 60);
    const rows = (id: string) =>
      shop.database.query<{ text: string }>(
        `select (to_jsonb(o) || jsonb_build_object('c', (select jsonb_agg(to_jsonb(c)) from orders.change c where c.order_id = o.id)))::text as text
           from orders.sales_order o where o.id = $1`,
        [id],
      );
    const before = (await rows(young))[0]?.text;
    expect(await upkeep.emptyOld()).toBe(1);
    expect(await upkeep.emptyOld()).toBe(0);
    const text = (await rows(old))[0]?.text ?? "";
    for (const secret of ["Mina", "mina@", "1234-5678", "Sejong", "04524", "behind", "her mind"]) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
    expect((await rows(young))[0]?.text).toBe(before);
    const staff = await shop.staff();
    const { body } = await shop.send("GET", `/api/admin/orders/${old}`, undefined, staff.headers);
    expect([body.status, body.lines[0].quantity, body.money]).toEqual(["PAID", 2, "part_refunded"]);
  });
});
