/** What a text message says: number and state of an order, nothing of who ordered what. It has no link: those of texts are how people are robbed. Pure. @see specs/notifications.md 26, 36 */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { SHOP_NAME } from "./mails/content.ts";
import type { Template } from "./templates.ts";

/** What is said, apart from the number it goes to. */
export interface TextContent {
  /** Name of a template that was approved beforehand. */
  templateCode: Template;
  /** What the template is filled with. */
  variables: Readonly<Record<string, string>>;
  /** What is sent as SMS. */
  fallbackText: string;
}

type Words = (number: string) => string;

/** Sentences of the templates that are sent as text messages. None is advertising, and none carries a code. */
const WORDS: Readonly<Partial<Record<Template, Record<Locale, Words>>>> = {
  order_shipped: {
    ko: (number) => `[${SHOP_NAME}] 주문하신 상품이 출발했습니다. 주문번호 ${number}`,
    en: (number) => `[${SHOP_NAME}] Your parcel is on its way. Order ${number}`,
  },
};

/** Writes a text message; null for a template that is none. */
export function textOf(template: Template, order: Order, locale: Locale): TextContent | null {
  const words = WORDS[template]?.[locale];
  if (!words) return null;
  const { number } = order;
  return { templateCode: template, variables: { number }, fallbackText: words(number) };
}
