/** What is forgotten, and what is not, on a real PostgreSQL. */
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { afterAll, beforeAll, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

test("notifications 3, 5, 8: old rows go, those still needed stay", async () => {
  const { upkeep } = depsOf(readOrderConfig(shop.env), {
    requestId: "test",
    later: () => undefined,
  });
  await shop.database.query(`
    insert into orders.outbox (id, queue, body, sent_at) values
      ('old', 'q', '{}', now() - interval '15 days'), ('new', 'q', '{}', now()), ('unsent', 'q', '{}', null), ('waits', 'q', '{}', null);
    update orders.outbox set created_at = now() - interval '15 days' where id in ('old', 'unsent');
    insert into orders.seen_event (id, at) values ('old', now() - interval '61 days'), ('new', now());
    insert into orders.dead_message (id, queue, body, reason, settled_at) values
      ('old', 'q', '{}', 'r', now() - interval '31 days'), ('open', 'q', '{}', 'r', null);
    insert into orders.keyed_effect (principal, key, fingerprint, subject_id, created_at) values
      ('p', 'old', 'f', 's', now() - interval '36 days'), ('p', 'new', 'f', 's', now())`);
  expect(await upkeep.tidy()).toBe(4);
  expect(await forgetEffects(upkeep)).toBe(1);
  expect(await upkeep.tidy()).toBe(0);
  const left = await shop.database.query<{ id: string }>(
    `select id from orders.outbox union all select id from orders.seen_event
      union all select id from orders.dead_message union all select key from orders.keyed_effect`,
  );
  expect(left.map(({ id }) => id).sort()).toEqual(["new", "new", "new", "open", "waits"]);
});
