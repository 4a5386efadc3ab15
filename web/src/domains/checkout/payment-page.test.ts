import { describe, expect, test } from "vitest";
import { paymentPage } from "./payment-page.ts";

const shop = { PAYMENT_PAGE_ORIGIN: "https://pay.example" };
const to = (url: string) => paymentPage({ next: { type: "redirect", url } }, shop);

describe("payments 43.30: a browser is led to the configured payment page and nowhere else", () => {
  test("its address is taken as it is", () => {
    expect(to("https://pay.example/checkout?a=1")).toBe("https://pay.example/checkout?a=1");
  });

  test.each([
    "https://evil.example/checkout",
    "https://pay.example.evil.example/",
    "http://pay.example/checkout",
    "//pay.example/checkout",
    "/checkout",
    "javascript:alert(1)",
    "",
  ])("%j is none", (url) => expect(to(url)).toBeNull());

  test("nor is a page of ours that opens another's by script, nothing at all, and where none is configured", () => {
    expect(paymentPage({ next: { type: "widget", page: "/en/checkout/ord_1" } }, shop)).toBeNull();
    expect(paymentPage({ next: null }, shop)).toBeNull();
    const next = { type: "redirect", url: "https://pay.example/" } as const;
    expect(paymentPage({ next }, { PAYMENT_PAGE_ORIGIN: "" })).toBeNull();
  });
});
