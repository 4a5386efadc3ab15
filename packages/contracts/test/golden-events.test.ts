/** Every event ever sent, as JSON that must still be read; and what no event may carry. @see specs/notifications.md 1, 6 */
import { goldenEvent, goldenNames } from "@edgemart/testkit/golden-event";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AUTH_EVENT_DATA, AuthEvent } from "../src/events/auth-events.ts";
import { Envelope, EVENT_BYTES_MAX } from "../src/events/envelope.ts";
import { MEMBER_EVENT_DATA, MemberEvent } from "../src/events/member-events.ts";
import { ConsentChanged } from "../src/events/notification-events.ts";
import { ORDER_EVENT_DATA, OrderEvent } from "../src/events/order-events.ts";
import { PaymentAttentionRaised, PaymentChanged } from "../src/events/payment-events.ts";
import { MailSuppressed } from "../src/events/returned-mail-events.ts";

/** How each type that a Worker sends now is read: the envelope with its data. */
const READ: Record<string, z.ZodType> = {
  ...Object.fromEntries(
    Object.entries(AUTH_EVENT_DATA).map(([type, data]) => [type, AuthEvent.extend({ data })]),
  ),
  ...Object.fromEntries(
    Object.entries(ORDER_EVENT_DATA).map(([type, data]) => [type, OrderEvent.extend({ data })]),
  ),
  ...Object.fromEntries(
    Object.entries(MEMBER_EVENT_DATA).map(([type, data]) => [type, MemberEvent.extend({ data })]),
  ),
  "notification.address_suppressed": MailSuppressed,
  "payment.changed": PaymentChanged,
  "payment.attention_raised": PaymentAttentionRaised,
  "notification.consent_changed": ConsentChanged,
};

describe("notifications 6: golden events", () => {
  test("there is one for each type that is sent, and each name says its type and version", () => {
    const types = goldenNames().map((name) => /^(.+)\.v\d+\.json$/.exec(name)?.[1]);
    expect([...new Set(types)]).toEqual(Object.keys(READ).sort());
  });

  test.each(goldenNames())("%s is read as it was sent", (name) => {
    const [, type = "", version] = /^(.+)\.v(\d+)\.json$/.exec(name) ?? [];
    const event = goldenEvent(type, Number(version));
    expect([event.type, event.version]).toEqual([type, Number(version)]);
    expect(Envelope.parse(event)).toEqual(event);
    const read = READ[type];
    expect(read?.parse(event)).toEqual(event);
    expect(JSON.stringify(event).length).toBeLessThan(EVENT_BYTES_MAX);
  });
});

describe("notifications 1: no personal data in an event", () => {
  const PERSONAL =
    /name|mail|phone|address|recipient|postcode|line1|line2|memo|note|token|secret|link|url|account|text/i;

  /** An id of a link is no link: its token cannot be made of it. */
  const IDS = new Set(["linkId", "undoLinkId"]);

  /** Names of all fields of a schema, however deep. */
  const fieldsOf = (schema: unknown): string[] =>
    Array.isArray(schema)
      ? schema.flatMap(fieldsOf)
      : schema !== null && typeof schema === "object"
        ? Object.entries(schema).flatMap(([key, value]) =>
            key === "properties"
              ? Object.entries(value as object).flatMap(([name, each]) => [name, ...fieldsOf(each)])
              : fieldsOf(value),
          )
        : [];

  test.each(Object.keys(READ))("%s has no field that could hold any", (type) => {
    const schema = READ[type];
    if (!schema) throw new Error("no schema");
    const fields = fieldsOf(z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }));
    expect(fields).toContain("data");
    expect(fields.length).toBeGreaterThan(11);
    expect(fields.filter((field) => PERSONAL.test(field) && !IDS.has(field))).toEqual([]);
  });
});
