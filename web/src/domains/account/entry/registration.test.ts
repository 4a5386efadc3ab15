import { CONSENT_KINDS, CONSENT_VERSIONS, LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import { describe, expect, test } from "vitest";
import { privacyEn } from "#domains/legal/privacy-en.ts";
import { privacyKo } from "#domains/legal/privacy-ko.ts";
import { termsEn } from "#domains/legal/terms-en.ts";
import { termsKo } from "#domains/legal/terms-ko.ts";
import { agreedTo, registration } from "./registration.ts";

const GOOD = {
  email: "mina@example.com",
  password: "correct horse battery",
  name: "Mina",
  locale: "ko",
  ticked: CONSENT_KINDS,
} as const;
const wrongOf = (change: object) => {
  const result = registration({ ...GOOD, ...change });
  return result.ok ? [] : (result.error.errors ?? []).map(({ path }) => path).sort();
};

describe("storefront B22, B23: a registration", () => {
  test("all that is wrong is said at once", () => {
    const all = { email: "mina", password: "short", name: "", ticked: [] };
    expect([...new Set(wrongOf(all))]).toEqual([
      "age14",
      "email",
      "name",
      "password",
      "privacy",
      "terms",
    ]);
  });
  test.each([...CONSENT_KINDS])(
    "without %s there is no account, and nothing else is wrong",
    (kind) => {
      expect(wrongOf({ ticked: CONSENT_KINDS.filter((each) => each !== kind) })).toEqual([kind]);
    },
  );
  test("a paper that is newer than the page is asked for again, and never kept as agreed to", () => {
    const page: Record<string, string> = { ...CONSENT_VERSIONS, privacy: "2025-01-01" };
    const ticked = agreedTo((kind) => page[kind] ?? "");
    expect(ticked).toEqual(["terms", "age14"]);
    expect(wrongOf({ ticked })).toEqual(["privacy"]);
    expect(agreedTo(() => "")).toEqual([]);
    expect(agreedTo((kind) => CONSENT_VERSIONS[kind])).toEqual([...CONSENT_KINDS]);
  });
  test("what is kept names the versions that were shown", () => {
    const result = registration(GOOD);
    expect(result.ok && result.value.accepts).toEqual({ ...LEGAL_VERSIONS, age14: true });
    for (const { since } of [termsKo, termsEn]) expect(since).toBe(LEGAL_VERSIONS.terms);
    for (const { since } of [privacyKo, privacyEn]) expect(since).toBe(LEGAL_VERSIONS.privacy);
  });
});
