/** What text messages say. */
import { expect, test } from "vitest";
import { exampleOrder } from "../../test/example-order.ts";
import { CATEGORIES } from "./categories.ts";
import { RULES } from "./rules.ts";
import { TEMPLATES } from "./templates.ts";
import { textOf } from "./text-message.ts";

const order = exampleOrder();

test.each(["ko", "en"] as const)(
  "notifications 36: what is sent as a text says number and state (%s)",
  (locale) => {
    const said = textOf("order_shipped", order, locale);
    expect(said?.fallbackText).toContain(order.number);
    expect(said?.fallbackText.startsWith("[Edgemart] ")).toBe(true);
    // Two bytes for a letter of Korean: more than 90 is another, dearer kind of message.
    const bytes = [...(said?.fallbackText ?? "")].reduce(
      (n, sign) => n + (sign > "\u007f" ? 2 : 1),
      0,
    );
    expect(bytes).toBeLessThanOrEqual(90);
    const { contact, shippingAddress, lines } = order;
    const personal = [
      contact.name,
      contact.email,
      shippingAddress.line1,
      shippingAddress.recipient,
      lines[0]?.title[locale] ?? "",
    ];
    for (const each of personal) expect(JSON.stringify(said)).not.toContain(each);
    expect(said?.fallbackText).not.toMatch(/https?:|광고/);
  },
);

test("notifications 36: no code and no advertising is sent as a text", () => {
  const texted = TEMPLATES.filter((template) => textOf(template, order, "ko") !== null);
  expect(texted).toEqual(["order_shipped"]);
  expect(CATEGORIES).toContain("marketing");
  expect(Object.keys(RULES)).toContain("order.shipped");
});
