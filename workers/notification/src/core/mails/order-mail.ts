/** Mails about orders, from what order answers now and the data of the event. Pure. */
import { BANKS, isBankCode } from "@edgemart/contracts/banks";
import type { ORDER_EVENT_DATA } from "@edgemart/contracts/events/order-events";
import type { Locale } from "@edgemart/contracts/locale";
import type { Currency } from "@edgemart/contracts/money";
import type { Order } from "@edgemart/contracts/order";
import { CARRIERS, Carrier } from "@edgemart/contracts/order-fulfilment";
import type { z } from "zod";
import type { Template } from "../templates.ts";
import { type Block, type MailContent, subjectOf } from "./content.ts";
import { moneyText, pointsText, timeText, unitsText } from "./formats.ts";
import { FRAME, greeting, LABELS } from "./labels.ts";
import { shortFacts } from "./order-short.ts";
import { ORDER_WORDS, type OrderMailKind } from "./order-words.ts";
import { shopUrl } from "./shop-url.ts";

type DataOf = {
  [Type in keyof typeof ORDER_EVENT_DATA]: z.output<(typeof ORDER_EVENT_DATA)[Type]>;
};

/** What a mail is made of, by its template. */
export type OrderTold =
  | { template: "order_paid"; data: DataOf["order.paid"] }
  | { template: "order_awaiting_deposit"; data: DataOf["order.awaiting_deposit"] }
  | { template: "order_deposit_reversed"; data: DataOf["order.deposit_reversed"] }
  | { template: "order_expired"; data: DataOf["order.expired"] }
  | { template: "order_cancelled"; data: DataOf["order.cancelled"] }
  | { template: "order_shipped"; data: DataOf["order.shipped"] }
  | { template: "order_delivered"; data: DataOf["order.delivered"] }
  | { template: "order_return_changed"; data: DataOf["order.return_changed"] }
  | { template: "order_refunded"; data: DataOf["order.refunded"] };
/** A template of an order's mail. */
export type OrderTemplate = Extract<Template, OrderTold["template"]>;

/** Where and how a mail is written. */
export interface MailPlace {
  locale: Locale;
  shopOrigin: string;
  /** When it happened. */
  occurredAt: string;
  /** Who sends advertising, as the law wants it said. */
  sender: MailSender;
  /** Refuses mails like it, where they can be refused by a link. */
  unsubscribeToken: string | null;
}

/** The seller, and how to reach it. */
export interface MailSender {
  company: string;
  address: string;
  phone: string;
  email: string;
}

/** Why there is no mail: what it needs is not known yet, or it is no longer so. */
export type NoMail = "waits" | "untrue";

/**
 * Makes a mail.
 *
 * @param isConfirmed somebody has confirmed the address it goes to. To any other it is short: what was ordered, by whom and where to
 *                    is behind the look-up, which asks for number and e-mail
 */
export function orderMail(
  told: OrderTold,
  order: Order,
  place: MailPlace,
  isConfirmed: boolean,
): MailContent | NoMail {
  const kind = kindOf(told);
  if (kind === null) return "untrue";
  const long = factsOf(told, order, place.locale);
  if (typeof long === "string") return long;
  const facts = isConfirmed ? long : shortFacts(told.template, order, long, place.locale);
  const words = ORDER_WORDS[place.locale][kind];
  return {
    subject: subjectOf(`${words.subject} ${order.number}`),
    title: words.title,
    blocks: [
      { kind: "text", text: greeting(isConfirmed ? order.contact.name : "", place.locale) },
      { kind: "text", text: words.text },
      { kind: "facts", facts: [fact("number", order.number, place.locale)] },
      ...facts,
      buttonOf(order, place),
    ],
    because: FRAME[place.locale].because,
  };
}

/** Which sentences a message has; null for a state of a return that has none. */
export function kindOf(told: OrderTold): OrderMailKind | null {
  switch (told.template) {
    case "order_paid":
      return "paid";
    case "order_awaiting_deposit":
      return "awaiting_deposit";
    case "order_deposit_reversed":
      return "deposit_reversed";
    case "order_expired":
      return "expired";
    case "order_cancelled":
      return told.data.wasPaid ? "cancelled_paid" : "cancelled";
    case "order_shipped":
      return "shipped";
    case "order_delivered":
      return "delivered";
    case "order_refunded":
      return "refunded";
    case "order_return_changed":
      return RETURN_KINDS[told.data.state] ?? null;
  }
}

const RETURN_KINDS: Readonly<Record<string, OrderMailKind>> = {
  REQUESTED: "return_requested",
  APPROVED: "return_approved",
  REJECTED: "return_rejected",
  WITHDRAWN: "return_withdrawn",
  RECEIVED: "return_received",
};

function factsOf(told: OrderTold, order: Order, locale: Locale): Block[] | NoMail {
  switch (told.template) {
    case "order_paid":
      return [goodsOf(order, locale), totalsOf(order, locale), addressOf(order, locale)];
    case "order_awaiting_deposit":
      return accountOf(order, told.data.cardMinor, locale);
    case "order_deposit_reversed":
      return [amountFact("reversed", told.data.cardMinor, told.data.currency, locale)];
    case "order_expired":
    case "order_cancelled":
      return [goodsOf(order, locale)];
    case "order_shipped":
    case "order_delivered":
      return parcelOf(order, told.data.shipmentId, locale);
    case "order_return_changed": {
      const change = order.changes.find(({ id }) => id === told.data.changeId);
      return change ? [goodsOf(order, locale, change.lines)] : [];
    }
    case "order_refunded": {
      const { cardMinor, pointAmount, currency } = told.data;
      return [
        ...(cardMinor > 0 ? [amountFact("refundCard", cardMinor, currency, locale)] : []),
        ...(pointAmount > 0
          ? [facts([fact("refundPoints", pointsText(pointAmount, locale), locale)])]
          : []),
      ];
    }
  }
}

type Units = readonly { line: number; quantity: number }[];

/** Lines of the order, or those units of them. */
function goodsOf(order: Order, locale: Locale, units?: Units): Block {
  const goods = order.lines.flatMap((line) => {
    const quantity = units
      ? (units.find((each) => each.line === line.line)?.quantity ?? 0)
      : line.quantity;
    if (quantity === 0) return [];
    const options = line.options.map((option) => option[locale]).filter((text) => text !== "");
    return [
      {
        title: line.title[locale],
        detail: [...options, unitsText(quantity, locale)].join(" · "),
        // The share of some units is not always what is refunded for them.
        amount: units ? "" : moneyText(line.total, locale),
      },
    ];
  });
  return { kind: "goods", goods };
}

function totalsOf(order: Order, locale: Locale): Block {
  const money = (name: string, amount: Order["total"]) =>
    fact(name, moneyText(amount, locale), locale);
  return facts([
    money("items", order.itemsTotal),
    ...(order.discount.amountMinor > 0
      ? [fact("discount", `−${moneyText(order.discount, locale)}`, locale)]
      : []),
    money("shipping", order.shipping),
    money("total", order.total),
    ...(order.pointsUsed > 0 ? [fact("points", pointsText(order.pointsUsed, locale), locale)] : []),
    { ...money("card", order.card), isTotal: true },
  ]);
}

function addressOf({ shippingAddress }: Order, locale: Locale): Block {
  const { recipient, postcode, line1, line2 } = shippingAddress;
  const address = [postcode, line1, line2].filter((part) => part).join(" ");
  return facts([fact("to", recipient, locale), fact("address", address, locale)]);
}

/** The account is payment's: where it does not answer, the mail waits. */
function accountOf(order: Order, cardMinor: number, locale: Locale): Block[] | NoMail {
  if (order.status !== "AWAITING_DEPOSIT") return "untrue";
  const account = order.payment?.account;
  if (!account) return "waits";
  const { bank } = account;
  const name = isBankCode(bank) ? BANKS[bank][locale === "ko" ? 0 : 1] : bank;
  const amount = { amountMinor: cardMinor, currency: order.total.currency };
  return [
    facts([
      fact("bank", name, locale),
      fact("account", account.accountNumber, locale),
      fact("holder", account.holderName, locale),
      fact("until", timeText(account.dueAt, locale), locale),
      { ...fact("amount", moneyText(amount, locale), locale), isTotal: true },
    ]),
  ];
}

function parcelOf(order: Order, shipmentId: string, locale: Locale): Block[] {
  const parcel = order.shipments.find(({ id }) => id === shipmentId);
  if (!parcel) return [];
  const carrier = Carrier.safeParse(parcel.carrier);
  return [
    goodsOf(order, locale, parcel.lines),
    facts([
      ...(carrier.success ? [fact("carrier", CARRIERS[carrier.data][locale], locale)] : []),
      ...(parcel.trackingNumber ? [fact("tracking", parcel.trackingNumber, locale)] : []),
    ]),
  ];
}

/** A guest's page needs the order's token, which no mail carries: it is looked up instead. */
function buttonOf(order: Order, { locale, shopOrigin }: MailPlace): Block {
  const isGuest = order.memberId === null;
  return {
    kind: "button",
    label: isGuest ? FRAME[locale].lookUp : FRAME[locale].view,
    url: shopUrl(shopOrigin, locale, ["orders", isGuest ? "lookup" : order.id]),
  };
}

function amountFact(name: string, amountMinor: number, currency: Currency, locale: Locale): Block {
  return facts([fact(name, moneyText({ amountMinor, currency }, locale), locale)]);
}

function facts(list: Extract<Block, { kind: "facts" }>["facts"]): Block {
  return { kind: "facts", facts: list };
}

function fact(name: string, value: string, locale: Locale) {
  return { label: LABELS[locale][name] ?? name, value };
}
