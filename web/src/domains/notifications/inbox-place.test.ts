/** What is taken for a place in the inbox. */
import { expect, test } from "vitest";
import { inboxPath, inboxPlaceOf } from "./inbox-place.ts";

test("notifications 37: a place in the inbox comes back as it was written", () => {
  for (const path of ["", "?unread=yes", "?cursor=abc_-9", "?unread=yes&cursor=abc_-9"]) {
    const said = Object.fromEntries(new URLSearchParams(path));
    expect(inboxPath(inboxPlaceOf(said))).toBe(`/account/inbox${path}`);
  }
});

test("notifications 49.24: what is no place of ours leads to the newest page", () => {
  for (const cursor of ["//evil.example", "a&b=c", "a\nb", "", "x".repeat(513), ["a", "b"], 7]) {
    expect(inboxPath(inboxPlaceOf({ cursor, unread: "YES" }))).toBe("/account/inbox");
  }
});
