/** Ids: a type prefix, an underscore and 26 base32 characters of a UUIDv7 (TypeID 0.3), so they sort by time. */
import { z } from "zod";

/** The prefix of each kind of id. */
export const ID_PREFIX = {
  member: "mem",
  address: "adr",
  session: "ses",
  token: "tok",
  product: "prd",
  variant: "var",
  category: "cat",
  collection: "col",
  synonym: "syn",
  order: "ord",
  change: "chg",
  shipment: "shp",
  hold: "hld",
  payment: "pay",
  refund: "rfd",
  event: "evt",
  identity: "idn",
  passkey: "pky",
  link: "lnk",
  delivery: "dlv",
  notice: "ntf",
  push: "psh",
  announcement: "ann",
  performance: "evn",
  news: "nws",
  reservation: "rsv",
  seatHold: "shd",
  ticket: "tkt",
  transfer: "trf",
  gate: "gat",
  scan: "scn",
  incident: "inc",
} as const;

/** A kind of id. */
export type IdKind = keyof typeof ID_PREFIX;

/** Schema of one kind of id; a well-formed id of another kind is refused. */
export function idOf(kind: IdKind) {
  const prefix = ID_PREFIX[kind];
  return z
    .string()
    .regex(
      new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
      `must be a ${kind} id (${prefix}_…)`,
    )
    .meta({ example: `${prefix}_01k9z3v5e8f0r9t2m4w6y8a1bc` });
}

/** Parses the id of an account at a provider that signs a member in. */
export const IdentityId = idOf("identity");
/** Parses the id of a passkey. */
export const PasskeyId = idOf("passkey");
/** Parses the id of a one-time link. */
export const LinkId = idOf("link");
/** Parses the id of a member. */
export const MemberId = idOf("member");
/** Parses the id of a session. */
export const SessionId = idOf("session");
/** Parses the id of a product. */
export const ProductId = idOf("product");
/** Parses the id of a variant. */
export const VariantId = idOf("variant");
/** Parses the id of a category. */
export const CategoryId = idOf("category");
/** Parses the id of a collection. */
export const CollectionId = idOf("collection");
/** Parses the id of a group of synonyms. */
export const SynonymId = idOf("synonym");
/** Parses the id of an order. */
export const OrderId = idOf("order");
/** Parses the id of a change of an order: a cancellation, a return or goodwill. */
export const ChangeId = idOf("change");
/** Parses the id of a shipment. */
export const ShipmentId = idOf("shipment");
/** Parses the id of a hold of stock. */
export const HoldId = idOf("hold");
/** Parses the id of a payment. */
export const PaymentId = idOf("payment");
/** Parses the id of a refund. */
export const RefundId = idOf("refund");
/** Parses the id of an event. */
export const EventId = idOf("event");
/** Parses the id of a delivery: one message to one recipient by one channel. */
export const DeliveryId = idOf("delivery");
/** Parses the id of an item of a member's inbox. */
export const NoticeId = idOf("notice");
/** Parses the id of an announcement. */
export const AnnouncementId = idOf("announcement");
/** Parses the id of a browser that is notified. */
export const PushId = idOf("push");
/** Parses the id of a performance: an event that people buy tickets of. */
export const PerformanceId = idOf("performance");
/** Parses the id of a piece of news. */
export const NewsId = idOf("news");
/** Parses the id of a reservation. */
export const ReservationId = idOf("reservation");
/** Parses the id of a hold of seats; a digest, not a time. */
export const SeatHoldId = idOf("seatHold");
/** Parses the id of a ticket. */
export const TicketId = idOf("ticket");
/** Parses the id of an offer to take a ticket over. */
export const TransferId = idOf("transfer");
/** Parses the id of a gate. */
export const GateId = idOf("gate");
/** Parses the id of a scan, which the device makes. */
export const ScanId = idOf("scan");
/** Parses the id of an incident at a gate. */
export const IncidentId = idOf("incident");
