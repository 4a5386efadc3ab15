/** Every mail in both languages, rendered: nothing is missing, nothing of anyone's becomes markup. @see specs/notifications.md D */
import { LOCALES } from "@edgemart/contracts/locale";
import { describe, expect, test } from "vitest";
import { MAIL_CASES, mailOf } from "../../../test/every-mail.ts";
import { exampleOrder } from "../../../test/example-order.ts";
import { reactRenderer } from "../../adapters/mail-renderer.react.tsx";
import { buildEmail } from "../email-message.ts";
import { TEMPLATES } from "../templates.ts";
import { SUBJECT_MAX } from "./content.ts";
import { moneyText, pointsText, timeText, unitsText } from "./formats.ts";
import { plainText } from "./plain-text.ts";
import { shopUrl } from "./shop-url.ts";

const EACH = MAIL_CASES.flatMap((each) => LOCALES.map((locale) => ({ ...each, locale })));
const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url ?? "");

test("notifications 25: every template has a mail", () => {
  expect([...new Set(MAIL_CASES.map(({ template }) => template))].sort()).toEqual(
    [...TEMPLATES].sort(),
  );
});

describe.each(EACH)("notifications 23–25: $name in $locale", (each) => {
  const content = mailOf(each, each.locale);

  test("has a subject that begins with the shop's name, one heading, and no missing sentence", async () => {
    expect([...content.subject].length).toBeLessThanOrEqual(SUBJECT_MAX);
    // Advertising is labelled first, as the law wants it.
    const isAd = each.name === "announcement marketing";
    expect(content.subject).toMatch(isAd ? /^\(광고\) Edgemart: \S/ : /^Edgemart: \S/);
    const html = await reactRenderer.html(content, each.locale);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toContain(`lang="${each.locale}"`);
    expect(`${html}${plainText(content)}`).not.toMatch(/undefined|\[object|NaN|null/);
    const isKorean = /[가-힣]/.test(content.title);
    expect(isKorean).toBe(each.locale === "ko");
  });

  test("says the same as text, and has every link in both", async () => {
    const text = plainText(content);
    const links = linksOf(await reactRenderer.html(content, each.locale));
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      expect(link).toMatch(/^https:\/\/shop\.example\//);
      expect(text).toContain(link);
    }
    for (const block of content.blocks) {
      if (block.kind === "facts")
        for (const { value } of block.facts) expect(text).toContain(value);
      if (block.kind === "goods")
        for (const { title } of block.goods) expect(text).toContain(title);
    }
  });

  test("as text has each link on a line of its own: nothing is taken for a part of it", () => {
    const lines = plainText(content)
      .split("\n")
      .filter((line) => line.includes("://"));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^https:\/\/\S+[\w/-]$/);
  });

  test("loads nothing: no picture, font, script, frame or address of anyone else's; layout tables say so", async () => {
    const html = await reactRenderer.html(content, each.locale);
    expect(html).not.toMatch(
      /<(img|script|iframe|link|object|form|input)\b|url\(|@import|@font-face/i,
    );
    const addresses = [...html.matchAll(/https?:\/\/[^"'\s<]+/g)].map(([url]) => url);
    // The DOCTYPE names its DTD, which no mail program fetches.
    const foreign = addresses.filter((url) => !/^https:\/\/shop\.example|w3\.org\/TR/.test(url));
    expect(foreign).toEqual([]);
    const tables = html.match(/<table\b[^>]*>/g) ?? [];
    expect(tables.filter((table) => !table.includes('role="presentation"'))).toEqual([]);
  });
});

describe.each(EACH.filter(({ template }) => template.startsWith("order_")))(
  "notifications 26: $name in $locale to an address that no one has confirmed",
  (each) => {
    test("has the number, and no name, phone, address or line", () => {
      const { lines, shippingAddress, contact, number } = exampleOrder(each.order);
      const secrets = [
        ...[contact.name, "김민아", shippingAddress.recipient, shippingAddress.line1],
        ...[shippingAddress.phone, shippingAddress.postcode],
        ...lines.flatMap(({ title }) => [title.ko, title.en]),
      ];
      const text = plainText(mailOf(each, each.locale, { isConfirmed: false }));
      expect(text).toContain(number);
      expect(secrets.filter((secret) => secret && text.includes(secret))).toEqual([]);
      // The same to one that is confirmed greets by name.
      expect(plainText(mailOf(each, each.locale))).toContain("김민아");
    });
  },
);

const NASTY = [
  ["markup", '<script>alert(1)</script><img src=x onerror="alert(1)">'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an attacker writes.
  ["templates", "{{7*7}} ${x} <%= 1 %> #{1}"],
  ["directions", "\u202Egpj.exe \u2066x\u2069"],
  ["lines", "a\r\nBcc: victim@example.com\u2028b\u2029c"],
  ["eighty emoji", "😀".repeat(80)],
  ["one long word", "x".repeat(80)],
] as const;

describe.each(NASTY)(
  "notifications 25, 49.16, 49.18, 49.43: %s in a name and in titles",
  (_, text) => {
    test.each(EACH)("$name in $locale: stays text, and forges no header", async (each) => {
      const order = mailOf(each, each.locale, { name: text, changes: { number: text } });
      const html = await reactRenderer.html(order, each.locale);
      expect(html).not.toMatch(/<script|<img|onerror="/i);
      expect(html).not.toContain("49 ");
      const message = buildEmail({
        ...{ key: "dlv_1", from: "Edgemart <a@shop.example>", address: "mina@example.com" },
        ...{ subject: order.subject, html, text: plainText(order), locale: each.locale },
      });
      // Either every header is one line, or there is no message.
      if (typeof message === "string") expect(message).toBe("header_refused");
      else expect(message.subject).not.toMatch(/[\r\n\0\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
    });
  },
);

test("notifications 49.43: 40 lines of long titles stay below the size of a mail that is not cut", async () => {
  const [paid] = MAIL_CASES;
  if (!paid) throw new Error("no case");
  const [line] = mailOf(paid, "ko").blocks;
  expect(line).toBeDefined();
  const { lines } = exampleOrder();
  const many = Array.from({ length: 40 }, (_, n) => ({
    ...(lines[0] as (typeof lines)[number]),
    line: n + 1,
    title: { ko: "긴 이름의 상품 ".repeat(9), en: "A product of a long name ".repeat(4) },
  }));
  for (const locale of LOCALES) {
    const content = mailOf(paid, locale, { changes: { lines: many } });
    const message = buildEmail({
      ...{ key: "dlv_1", from: "Edgemart <a@shop.example>", address: "mina@example.com", locale },
      ...{ subject: content.subject, text: plainText(content) },
      html: await reactRenderer.html(content, locale),
    });
    expect(message).toMatchObject({ to: "mina@example.com" });
  }
});

describe("notifications 22, 49.17: who a mail goes to", () => {
  const build = (address: string) =>
    buildEmail({
      ...{ key: "dlv_1", from: "Edgemart <a@shop.example>", address, locale: "en" },
      ...{ subject: "Edgemart: hello", html: "<p>hello</p>", text: "hello" },
    });

  test.each([
    '"e@evil"@shop.example',
    "a@shop.example,b@shop.example",
    "a@shop.example;b@shop.example",
    "Mina <mina@shop.example>",
    "Kim, Mina <mina@shop.example>",
    "friends: a@shop.example;",
    "mina@shop.example\r\nBcc: b@shop.example",
    "미나@shop.example",
    "mina@",
    "",
  ])("%j is never sent to", (address) => {
    expect(build(address)).toBe("address_refused");
  });

  test("one address, alone, its domain in ASCII and its local part as it was written", () => {
    expect(build("Mina.Kim@한국.example")).toMatchObject({ to: "Mina.Kim@xn--3e0b707e.example" });
  });

  test.each(["a\r\nb", "a\0b", "a\u2028b", "a\u202eb", ""])(
    "a subject %j is refused",
    (subject) => {
      const message = buildEmail({
        ...{ key: "dlv_1", from: "Edgemart <a@shop.example>", address: "mina@example.com" },
        ...{ subject, html: "", text: "", locale: "en" as const },
      });
      expect(message).toBe("header_refused");
    },
  );

  test("more than 60 kB is refused", () => {
    const message = buildEmail({
      ...{ key: "dlv_1", from: "Edgemart <a@shop.example>", address: "mina@example.com" },
      ...{ subject: "a", html: "x".repeat(60_000), text: "y", locale: "en" as const },
    });
    expect(message).toBe("too_large");
  });
});

describe("notifications 24, 25: what is written in one place", () => {
  test("an address is below the configured origin, whatever is in its path", () => {
    expect(shopUrl("https://shop.example", "ko", ["orders", "ord_1"])).toBe(
      "https://shop.example/ko/orders/ord_1",
    );
    for (const part of ["../../evil", "//evil.example", "a?b#c", "\\evil"]) {
      expect(new URL(shopUrl("https://shop.example", "en", ["orders", part])).origin).toBe(
        "https://shop.example",
      );
    }
  });

  test("amounts, points, units and Seoul's time, in both languages", () => {
    const won = { amountMinor: 999_999_999_999, currency: "KRW" } as const;
    expect(moneyText(won, "ko")).toBe("999,999,999,999원");
    expect(moneyText({ ...won, amountMinor: 0 }, "en")).toBe("₩0");
    expect(moneyText({ amountMinor: 1_050, currency: "USD" }, "en")).toBe("$10.50");
    expect([pointsText(1, "en"), pointsText(2, "en"), pointsText(1_000, "ko")]).toEqual([
      "1 point",
      "2 points",
      "1,000점",
    ]);
    expect([unitsText(1, "en"), unitsText(3, "ko")]).toEqual(["1 item", "3개"]);
    expect(timeText("2026-12-01T14:59:59.000Z", "ko")).toContain("2026년 12월 1일");
    expect(timeText("2026-12-01T15:00:00.000Z", "en")).toContain("December 2, 2026");
  });
});
