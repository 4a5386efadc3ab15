/** Laws of what a browser is shown. @see specs/notifications.md 33, 49.24 */
import { describe, expect, test } from "vitest";
import { isUnlabelled, pushOf, pushTermsOf } from "./push-message.ts";

const row = {
  ...{ id: "ntf_01k9z3v5e8f0r9t2m4w6y8a1bc", category: "order" as const, readAt: null },
  createdAt: "2026-12-01T00:00:00.000Z",
};
const charged = {
  ...{ purpose: "point_charge", paymentId: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", state: "PAID" },
  ...{ reference: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc", memberId: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc" },
  ...{ amountMinor: 12_345, currency: "KRW" },
};
const sender = {
  ...{ company: "Edgemart Inc.", address: "Seoul", phone: "02-0000-0000" },
  email: "help@shop.example",
};
const announced = (path: string | null, title = "News") => ({
  ...{ category: "service", path },
  texts: { ko: { title, text: "새 소식" }, en: { title, text: "All of it." } },
});

describe("notifications 33: what stands on a lock screen", () => {
  test.each(["ko", "en"] as const)("names no amount, in %s", (locale) => {
    const shown = pushOf({ ...row, template: "points_charged", data: charged }, "t", {
      locale,
      sender,
    });
    expect(shown).toMatchObject({ path: `/${locale}/account/points`, tag: "t" });
    expect(JSON.stringify(shown)).not.toMatch(/12.?345|KRW|원\b|₩/);
  });

  test("is at most 2 KiB, whatever was written", () => {
    const data = announced("/terms", "😀".repeat(2_000));
    const shown = pushOf({ ...row, template: "announcement", data }, "t", { locale: "ko", sender });
    expect(new TextEncoder().encode(JSON.stringify(shown)).length).toBeLessThanOrEqual(2_048);
  });

  test("is kept by the push service for as long as it is useful", () => {
    expect(pushTermsOf("security", 3_600.9)).toEqual({ ttlSeconds: 3_600, urgency: "high" });
    expect(pushTermsOf("order", -5)).toEqual({ ttlSeconds: 1, urgency: "normal" });
    expect(pushTermsOf("order", 10 ** 9).ttlSeconds).toBe(28 * 86_400);
  });
});

describe("notifications 19: advertising in a browser", () => {
  const ad = (text: string, path: string | null = "/products/cup") => ({
    ...{ category: "marketing", path },
    texts: { ko: { title: "겨울 그릇", text }, en: { title: "Winter bowls", text } },
  });
  const shownOf = (data: object, locale: "ko" | "en" = "ko") =>
    pushOf({ ...row, category: "marketing", template: "announcement", data }, "t", {
      locale,
      sender,
    });

  test.each([
    ["ko", "(광고) Edgemart: 겨울 그릇", "무료 수신 거부: 내 계정 > 알림 설정, 02-0000-0000"],
    [
      ...["en", "(광고) Edgemart: Winter bowls"],
      "Refuse free of charge: Your account > Notification settings, 02-0000-0000",
    ],
  ] as const)(
    "(b, c) begins with the label and the sender in %s, and ends with how to refuse it, whatever was written",
    (locale, title, end) => {
      for (const text of ["짧은 글", "긴 글 ".repeat(500), "😀".repeat(2_000)]) {
        const shown = shownOf(ad(text), locale);
        expect(shown).toMatchObject({ title, path: `/${locale}/products/cup` });
        expect(shown?.text.endsWith(`\n${end}`)).toBe(true);
        expect(shown?.text.startsWith(text.slice(0, 4).trim())).toBe(true);
        expect(shown && isUnlabelled("marketing", shown)).toBe(false);
        expect(new TextEncoder().encode(JSON.stringify(shown)).length).toBeLessThanOrEqual(2_048);
      }
    },
  );

  test("is in no inbox: without a page of its own it leads to where it is refused", () => {
    expect(shownOf(ad("–", null))?.path).toBe("/ko/account/notifications");
  });

  test("49.11: what has no label is not sent as advertising, and news of the service has none", () => {
    const shown = shownOf(announced(null));
    expect(shown?.title).toBe("News");
    expect(shown && isUnlabelled("marketing", shown)).toBe(true);
    expect(shown && isUnlabelled("service", shown)).toBe(false);
  });
});

describe("notifications 49.24: a path that leads away", () => {
  test.each(["//evil.example", "javascript:alert(1)", "/\\evil.example", "https://evil.example"])(
    "%s leads to the first page",
    (path) => {
      const shown = pushOf({ ...row, template: "announcement", data: announced(path) }, "t", {
        locale: "en",
        sender,
      });
      // Refused by the schema, or led home: never there.
      expect(shown === null || shown.path === "/en").toBe(true);
    },
  );
});
