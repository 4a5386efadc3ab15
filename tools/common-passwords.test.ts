/** The filter in the Worker is the one the public list gives, and it is as exact as it says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isCommonPassword } from "../workers/auth/src/core/common-password.ts";
import { MORE_PASSWORDS } from "./common-passwords/more.ts";
import { COMMONEST, commonestPasswords, FILTER_PATH, filterModule } from "./common-passwords.ts";
import { ROOT } from "./run-command.ts";

const ACCOUNT = { email: "a@example.com", name: "A" };
const listed = commonestPasswords();

test("auth 12: each of the 100 000 commonest passwords is refused, and each of our own list", () => {
  expect(listed.length).toBeGreaterThan(COMMONEST);
  const missed = listed.filter((password) => !isCommonPassword(password, ACCOUNT));
  expect(missed).toEqual([]);
  expect(MORE_PASSWORDS.filter((word) => word.length < 8)).toEqual([]);
});

test("auth 12: of 200 000 passwords nobody chose at most one in 10 000 is refused", () => {
  const known = new Set(listed);
  let wronged = 0;
  for (let n = 0; n < 200_000; n++) {
    const made = `${(n * 2_654_435_761) % 4_294_967_291}-${n}`;
    if (!known.has(made) && isCommonPassword(made, ACCOUNT)) wronged++;
  }
  expect(wronged).toBeLessThanOrEqual(20);
});

test("auth 12: the committed filter is the generated one, and weighs 240 KiB", () => {
  const committed = readFileSync(join(ROOT, FILTER_PATH), "utf8");
  expect(committed === filterModule()).toBe(true);
  expect(committed.length).toBeLessThan(330_000);
});
