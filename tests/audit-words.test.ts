/** Every name that a Worker writes into a trail has a word in both languages: a new one is missed here the day it is born. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PointType } from "@edgemart/contracts/points";
import { TRANSITIONS } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { adminOrderEn } from "../web/src/messages/admin-order.en.ts";
import { adminOrderKo } from "../web/src/messages/admin-order.ko.ts";
import { adminTimelineEn } from "../web/src/messages/admin-timeline.en.ts";
import { adminTimelineKo } from "../web/src/messages/admin-timeline.ko.ts";
import { trailEn } from "../web/src/messages/trail.en.ts";
import { trailKo } from "../web/src/messages/trail.ko.ts";
import { STEP_NAMES } from "../workers/order/src/core/rows.ts";

const ROOT = join(import.meta.dirname, "..");
const sources = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .map((file) => readFileSync(join(ROOT, folder, file), "utf8"))
    .join("\n");
const auth = sources("workers/auth/src");
const found = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].flatMap(([, name]) => name ?? [])),
];
/** Recorded under a name that is not written where it is recorded, and where it comes from. */
const HANDED_ON = [
  ...["rotated", "current", "expired", "voided"],
  ...["ended_by_member", "ended_by_admin", "password_change", "password_reset"],
  ...["logout_local", "logout_others", "logout_global", "unlock", "end-sessions"],
  ...["reset-link", "reset-mail"],
];
const WINDOWS = found(/type AddressWindow =([^;]*);/.exec(auth)?.[1] ?? "", /"(\w+)"/g);
const NAMES = {
  events: found(auth, /event: "(auth[nz]_\w+|user_\w+|excess_\w+)"/g),
  outcomes: [...found(auth, /outcome: "([\w-]+)"/g), ...HANDED_ON, ...WINDOWS],
  actions: found(sources("workers/catalog/src/adapters"), /"([a-z]+\.[a-z]+ed)"/g),
};

describe("the trails in the administration", () => {
  test("there is something to walk", () => {
    expect(NAMES.events.length).toBeGreaterThanOrEqual(11);
    expect(NAMES.actions.length).toBeGreaterThanOrEqual(19);
    expect(WINDOWS.length).toBeGreaterThan(0);
  });
  test.each(["events", "outcomes", "actions"] as const)("all %s have words in both", (kind) => {
    for (const words of [trailKo[kind], trailEn[kind]]) {
      const missing = NAMES[kind].filter((name) => !Object.hasOwn(words, name));
      expect(missing).toEqual([]);
    }
  });
  test("no Korean word is a name of a program, no English one is Korean", () => {
    for (const word of Object.values(trailKo).flatMap((each) => Object.values(each))) {
      expect(word).toMatch(/[가-힣]/);
    }
    for (const word of Object.values(trailEn).flatMap((each) => Object.values(each))) {
      expect(word).toMatch(/^[A-Z][a-z -]+/);
    }
  });
});

const sql = (worker: string) =>
  readdirSync(join(ROOT, `workers/${worker}/db/migrations`))
    .filter((file) => file.endsWith(".sql"))
    .map((file) => readFileSync(join(ROOT, `workers/${worker}/db/migrations`, file), "utf8"))
    .join("\n");
const order = { code: sources("workers/order/src"), sql: sql("order") };
/** Named in parts where they are recorded: by the state something moved to. */
const BY_STATE = [
  ...["expired", "cancelled", "attempt_failed"],
  ...["done", "failed", "refunding"].map((state) => `change_${state}`),
];
const RECORDED = {
  order: [
    ...found(order.code, /event: "(\w+)"/g),
    ...found(order.code, /toldOf\("(\w+)"/g),
    ...found(order.sql, /order_event \([^;]*?(?:version|\d), '(\w+)'/g),
    ...found(order.sql, /note_move\([^;]*?, '(\w+[^_'])',/g),
    ...BY_STATE,
  ],
  steps: [...STEP_NAMES],
  payment: [
    ...found(sql("payment"), /payment\.move\(p, [^,]+, '(\w+)'/g),
    ...Object.keys(TRANSITIONS.refund),
  ],
  points: PointType.options,
};

describe("orders 43: the timeline of an order", () => {
  test("there is something to walk", () => {
    expect(RECORDED.order.length).toBeGreaterThanOrEqual(16);
    expect(RECORDED.payment.length).toBeGreaterThanOrEqual(16);
  });
  test.each(["order", "steps", "payment", "points"] as const)(
    "all that %s records has words in both",
    (kind) => {
      for (const { names } of [adminTimelineKo, adminTimelineEn]) {
        expect(RECORDED[kind].filter((name) => !Object.hasOwn(names, name))).toEqual([]);
      }
    },
  );
  test("every step has words where it is owed, too", () => {
    for (const { stepNames } of [adminOrderKo, adminOrderEn]) {
      expect(STEP_NAMES.filter((name) => !Object.hasOwn(stepNames, name))).toEqual([]);
    }
  });
  test("every event that is sent, and every act of staff, has words in both", () => {
    const sent = found(order.code, /(?:type: |told\()"(order\.\w+)"/g);
    const acts = found(order.code, /action: "(order\.\w+)"/g);
    expect(sent.length).toBeGreaterThanOrEqual(5);
    for (const { messages, acts: words } of [adminTimelineKo, adminTimelineEn]) {
      expect(sent.filter((name) => !Object.hasOwn(messages, name))).toEqual([]);
      expect(acts.filter((name) => !Object.hasOwn(words, name))).toEqual([]);
    }
  });
});
