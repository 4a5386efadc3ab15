/** Keyed effects grow old, on a real PostgreSQL under member's own role. */
import { connectPostgres } from "@edgemart/postgres/client";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { EFFECT_KEPT_DAYS } from "@edgemart/postgres/keyed-effect";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { postgresEffects } from "../src/adapters/keyed-effect.ts";
import { type Office, openOffice } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());
beforeEach(async () => {
  await office.database.query("delete from member.keyed_effect");
});

/** Makes a member under a key and lets its effect be so many days old. */
async function effect(key: string, days: number): Promise<void> {
  const made = await office.post(
    { email: `${key}-${Date.now()}@example.com`, name: "Old" },
    { "idempotency-key": key },
  );
  expect(made.status).toBe(201);
  await office.database.query(
    `update member.keyed_effect set created_at = now() - interval '${days} days' where key = '${key}'`,
  );
}
const effects = () => postgresEffects(connectPostgres(office.database.urlOf("member")));
const left = () =>
  office.database
    .query<{ key: string }>("select key from member.keyed_effect order by key")
    .then((rows) => rows.map(({ key }) => key));

describe("gateway 24, 35: what a key did is known longer than the key, and not for ever", () => {
  test("effects of more than 35 days go, younger ones stay", async () => {
    expect(EFFECT_KEPT_DAYS).toBeGreaterThan(31);
    await effect("a-gone", EFFECT_KEPT_DAYS + 1);
    await effect("b-stays", EFFECT_KEPT_DAYS - 1);
    await effect("c-fresh", 0);
    expect(await forgetEffects(effects())).toBe(1);
    expect(await left()).toEqual(["b-stays", "c-fresh"]);
    // Within its life a key still does nothing twice; after it, it is any other key.
    expect(
      (
        await office.post(
          { email: "again@example.com", name: "Old" },
          { "idempotency-key": "b-stays" },
        )
      ).status,
    ).toBe(422);
    expect(
      (
        await office.post(
          { email: "again@example.com", name: "Old" },
          { "idempotency-key": "a-gone" },
        )
      ).status,
    ).toBe(201);
  });

  test("one statement deletes so many and no more, the oldest first", async () => {
    for (const [key, days] of [
      ["x", 40],
      ["y", 60],
      ["z", 50],
    ] as const)
      await effect(key, days);
    expect(await effects().forgetOld(2)).toBe(2);
    expect(await left()).toEqual(["x"]);
  });

  test("the oldest are found by an index", async () => {
    const rows = await office.database.query<{ indexdef: string }>(
      "select indexdef from pg_indexes where schemaname = 'member' and tablename = 'keyed_effect'",
    );
    expect(rows.map(({ indexdef }) => indexdef).join("\n")).toContain("(created_at)");
  });
});
