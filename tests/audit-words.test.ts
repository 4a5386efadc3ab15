/** Every name that a Worker writes into a trail has a word in both languages: a new one is missed here the day it is born. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { trailEn } from "../web/src/messages/trail.en.ts";
import { trailKo } from "../web/src/messages/trail.ko.ts";

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
  ...["logout_local", "logout_others", "logout_global", "unlock", "end-sessions", "reset-link"],
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
