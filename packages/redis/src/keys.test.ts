/** Names that several Workers, of two releases at once, must spell alike. */
import { expect, test } from "vitest";
import * as keys from "./keys.ts";

test("a key is spelt as docs/storage.md has it", () => {
  expect([
    keys.revokedSessionKey("ses_1"),
    keys.revokedMemberKey("mem_1"),
    keys.REVOKED_EVERYONE_KEY,
    keys.CATALOG_GENERATION_KEY,
    keys.CATALOG_TOLD_KEY,
  ]).toEqual(["rev:ses_1", "rev:m:mem_1", "rev:all", "gen:catalog", "gen:catalog:told"]);
});
