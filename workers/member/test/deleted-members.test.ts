/** The rows of deleted members, on a real PostgreSQL under member's own role. */
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import { type Office, openOffice, TEST_FACTS } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());

test("identity 53: a day after the deletion address, name and picture are gone, the row and younger ones stay, and no one is written to", async () => {
  const picture = "https://lh3.googleusercontent.com/a/p";
  const made = ["25 hours", "23 hours", null].map((ago) => ({ id: newId("member"), ago }));
  for (const { id, ago } of made) {
    await office.database.query(
      `insert into member.member (id, email, email_norm, name, locale, profile_image, deleted_at)
       values ($1, $2, $2, 'Kim', 'ko', $3, now() - $4::interval)`,
      [id, `${id}@example.com`, picture, ago],
    );
  }
  const deps = depsOf(readMemberConfig(office.env), TEST_FACTS);
  expect(await forgetEffects(deps.deleted)).toBe(1);
  expect(await forgetEffects(deps.deleted)).toBe(0);
  const left = await office.database.query(
    "select email, email_norm, name, profile_image from member.member where id = any($1) order by deleted_at",
    [made.map(({ id }) => id)],
  );
  const whole = { name: "Kim", profile_image: picture };
  expect(left).toMatchObject([
    { email: "", email_norm: "", name: "", profile_image: null },
    whole,
    whole,
  ]);
  const [gone, farewell] = made.map(({ id }) => id);
  const deletedIds = [gone ?? "", farewell ?? ""];
  const contacts = await deps.members.contacts({ memberIds: [], deletedIds });
  expect(contacts.map(({ memberId }) => memberId)).toEqual([farewell]);
});
