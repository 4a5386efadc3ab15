/** Laws of what a browser is shown. @see specs/notifications.md 33, 49.24 */
import { describe, expect, test } from "vitest";
import { pushOf, pushTermsOf } from "./push-message.ts";

const row = {
  ...{ id: "ntf_01k9z3v5e8f0r9t2m4w6y8a1bc", category: "order" as const, readAt: null },
  createdAt: "2026-12-01T00:00:00.000Z",
};
const charged = {
  ...{ purpose: "point_charge", paymentId: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", state: "PAID" },
  ...{ reference: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc", memberId: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc" },
  ...{ amountMinor: 12_345, currency: "KRW" },
};
const announced = (path: string | null, title = "News") => ({
  ...{ category: "service", path },
  texts: { ko: { title, text: "새 소식" }, en: { title, text: "All of it." } },
});

describe("notifications 33: what stands on a lock screen", () => {
  test.each(["ko", "en"] as const)("names no amount, in %s", (locale) => {
    const shown = pushOf({ ...row, template: "points_charged", data: charged }, "t", locale);
    expect(shown).toMatchObject({ path: `/${locale}/account/points`, tag: "t" });
    expect(JSON.stringify(shown)).not.toMatch(/12.?345|KRW|원\b|₩/);
  });

  test("is at most 2 KiB, whatever was written", () => {
    const data = announced("/terms", "😀".repeat(2_000));
    const shown = pushOf({ ...row, template: "announcement", data }, "t", "ko");
    expect(new TextEncoder().encode(JSON.stringify(shown)).length).toBeLessThanOrEqual(2_048);
  });

  test("is kept by the push service for as long as it is useful", () => {
    expect(pushTermsOf("security", 3_600.9)).toEqual({ ttlSeconds: 3_600, urgency: "high" });
    expect(pushTermsOf("order", -5)).toEqual({ ttlSeconds: 1, urgency: "normal" });
    expect(pushTermsOf("order", 10 ** 9).ttlSeconds).toBe(28 * 86_400);
  });
});

describe("notifications 49.24: a path that leads away", () => {
  test.each(["//evil.example", "javascript:alert(1)", "/\\evil.example", "https://evil.example"])(
    "%s leads to the first page",
    (path) => {
      const shown = pushOf({ ...row, template: "announcement", data: announced(path) }, "t", "en");
      // Refused by the schema, or led home: never there.
      expect(shown === null || shown.path === "/en").toBe(true);
    },
  );
});
