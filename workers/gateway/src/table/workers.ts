/** THE TABLE: every Worker behind the gateway, and the policy of each group of its operations. Policy is data: tests walk it.
 * Longer than 250 lines: a table is read in one place. */
import { authGroups } from "@edgemart/contracts/auth";
import { bffGroups } from "@edgemart/contracts/bff";
import { catalogGroups } from "@edgemart/contracts/catalog-groups";
import { emailGroups } from "@edgemart/contracts/email-change";
import { eventGroups } from "@edgemart/contracts/event";
import { eventAdministrationGroups } from "@edgemart/contracts/event-administration";
import { googleGroups } from "@edgemart/contracts/google";
import { IMAGE_BYTES_MAX, mediaGroups } from "@edgemart/contracts/images";
import { linkGroups } from "@edgemart/contracts/links";
import { memberGroups } from "@edgemart/contracts/member";
import { notificationGroups } from "@edgemart/contracts/notification-operations";
import { orderAdministrationGroups } from "@edgemart/contracts/order-administration-operations";
import { orderGroups } from "@edgemart/contracts/order-operations";
import { orderReturnGroups } from "@edgemart/contracts/order-returns-operations";
import { passkeyGroups } from "@edgemart/contracts/passkeys";
import { paymentGroups } from "@edgemart/contracts/payment-operations";
import { pointsGroups } from "@edgemart/contracts/points-operations";
import { reservationGroups } from "@edgemart/contracts/reservation";
import { seatGroups } from "@edgemart/contracts/seats";
import { seatAdministrationGroups } from "@edgemart/contracts/seats-administration";
import { secondFactorGroups } from "@edgemart/contracts/second-factor";
import {
  type CachePolicy,
  type KeyPolicy,
  type ReadPolicy,
  type WritePolicy,
  worker,
} from "./policy.ts";

const KIB = 1024;
const DAY_SECONDS = 86_400;

const OFF: KeyPolicy = { use: "off", mode: "retry", ttlSeconds: null };
/** Answers of auth hold tokens: nothing of it is stored. Register hands the key on to the member's UNIQUE(principal, key). */
const FORWARDED: KeyPolicy = { use: "forward", mode: "retry", ttlSeconds: null };
const STORED: KeyPolicy = { use: "optional", mode: "retry", ttlSeconds: DAY_SECONDS };
/** What administrators write names its key always: catalog keeps it with its effect, so a repeat is safe however it ended. */
const DEMANDED: KeyPolicy = { ...STORED, use: "required" };
/** The source system replays a GET sent twice with one key, for a short time. */
const STORED_BRIEFLY: KeyPolicy = { use: "optional", mode: "retry", ttlSeconds: null };

/** Listings and products: a write begins a new generation, so a minute is what a forgotten one costs. */
const CATALOG_CACHE: CachePolicy = {
  freshSeconds: 60,
  staleSeconds: 300,
  staleIfErrorSeconds: 86_400,
  generation: "catalog",
};

const READ: ReadPolicy = {
  key: OFF,
  keyedPerMinuteMax: null,
  limit: null,
  cache: null,
  timeoutMs: 5_000,
};
const WRITE: WritePolicy = {
  key: OFF,
  keyedPerMinuteMax: null,
  limit: null,
  bodyBytesMax: 0,
  timeoutMs: 10_000,
};
const MEMBER_READ: ReadPolicy = { ...READ, key: STORED_BRIEFLY, keyedPerMinuteMax: 120 };
const MEMBER_WRITE: WritePolicy = {
  ...WRITE,
  key: STORED,
  keyedPerMinuteMax: 120,
  bodyBytesMax: 64 * KIB,
};
/** Orders and payments: each effect is keyed in its own statement, so a request of unknown outcome goes on when it is repeated. */
const CHECKOUT: WritePolicy = {
  ...WRITE,
  key: STORED,
  keyedPerMinuteMax: 60,
  limit: "CHECKOUT_LIMIT",
  bodyBytesMax: 32 * KIB,
  timeoutMs: 20_000,
};
/** Money and points that administrators move: the Worker behind asks others before it writes. */
const ADMIN_MONEY: WritePolicy = {
  ...WRITE,
  key: DEMANDED,
  keyedPerMinuteMax: 600,
  bodyBytesMax: 128 * KIB,
  timeoutMs: 20_000,
};
const AUTH_WRITE: WritePolicy = { ...WRITE, key: FORWARDED, bodyBytesMax: 16 * KIB };

/** Workers by the binding that requests go to. */
export const WORKERS = {
  BFF: worker(bffGroups, {
    home: { reads: { ...MEMBER_READ, cache: CATALOG_CACHE } },
    screens: { reads: { ...READ, cache: CATALOG_CACHE } },
    account: { reads: READ },
  }),
  CATALOG: worker(catalogGroups, {
    reads: { reads: { ...READ, cache: CATALOG_CACHE } },
    // What a cart shows must be what is true now: nothing of it is kept.
    variants: { reads: READ },
    administration: {
      reads: READ,
      writes: { ...WRITE, key: DEMANDED, keyedPerMinuteMax: 600, bodyBytesMax: 128 * KIB },
    },
  }),
  MEMBER: worker(
    memberGroups,
    {
      creation: { writes: { ...MEMBER_WRITE, keyedPerMinuteMax: 600 } },
      own: { reads: READ },
      accounts: { reads: MEMBER_READ, writes: MEMBER_WRITE },
      addresses: { reads: MEMBER_READ, writes: MEMBER_WRITE },
      securityEvents: { reads: MEMBER_READ },
      memberDeadMessages: { reads: READ, writes: ADMIN_MONEY },
      cart: {
        reads: READ,
        writes: {
          ...MEMBER_WRITE,
          keyedPerMinuteMax: 600,
          bodyBytesMax: 16 * KIB,
          timeoutMs: 5_000,
        },
      },
    },
    { health: "/api/members/health" },
  ),
  AUTH: worker(
    {
      ...authGroups,
      ...emailGroups,
      ...googleGroups,
      ...linkGroups,
      ...passkeyGroups,
      ...secondFactorGroups,
    },
    {
      email: { writes: { ...AUTH_WRITE, limit: "ENTRY_LIMIT" } },
      linkEntry: { writes: { ...AUTH_WRITE, limit: "ENTRY_LIMIT" } },
      entry: { writes: { ...AUTH_WRITE, limit: "ENTRY_LIMIT" } },
      tokens: { writes: AUTH_WRITE },
      sessions: { reads: READ, writes: { ...WRITE, timeoutMs: 5_000 } },
      administration: { reads: READ, writes: AUTH_WRITE },
      googleEntry: { writes: { ...AUTH_WRITE, limit: "ENTRY_LIMIT" } },
      identities: { reads: READ, writes: { ...AUTH_WRITE, key: OFF } },
      passkeyEntry: { writes: { ...AUTH_WRITE, limit: "ENTRY_LIMIT" } },
      passkeys: { reads: READ, writes: { ...AUTH_WRITE, key: OFF } },
      mfaEntry: { writes: { ...AUTH_WRITE, limit: "ENTRY_LIMIT" } },
      totp: { reads: READ, writes: { ...AUTH_WRITE, key: OFF } },
      factorAdministration: { writes: AUTH_WRITE },
    },
    { health: "/api/auth/health" },
  ),
  ORDER: worker(
    { ...orderGroups, ...orderReturnGroups, ...orderAdministrationGroups },
    {
      quotes: { writes: { ...CHECKOUT, key: OFF, keyedPerMinuteMax: null } },
      placing: { writes: CHECKOUT },
      own: { reads: READ, writes: { ...CHECKOUT, keyedPerMinuteMax: 120, limit: null } },
      guest: { reads: READ, writes: { ...CHECKOUT, limit: "LOOKUP_LIMIT" } },
      lookup: {
        writes: { ...CHECKOUT, key: OFF, keyedPerMinuteMax: null, limit: "LOOKUP_LIMIT" },
      },
      paying: { writes: CHECKOUT },
      orderRecords: { reads: READ },
      orderTimeline: { reads: READ },
      deadMessages: { reads: READ, writes: ADMIN_MONEY },
      orderAdministration: { writes: ADMIN_MONEY },
      returns: { writes: { ...CHECKOUT, keyedPerMinuteMax: 120, limit: null } },
      guestReturns: { writes: { ...CHECKOUT, limit: "LOOKUP_LIMIT" } },
      fulfilment: { writes: ADMIN_MONEY },
      coupons: { reads: READ, writes: ADMIN_MONEY },
      shipping: { reads: READ, writes: ADMIN_MONEY },
    },
    { health: "/api/orders/health" },
  ),
  PAYMENT: worker(
    { ...paymentGroups, ...pointsGroups },
    {
      own: { reads: READ },
      // Answered at once: what it names is looked up afterwards.
      webhooks: {
        writes: { ...WRITE, limit: "WEBHOOK_LIMIT", bodyBytesMax: 64 * KIB, timeoutMs: 5_000 },
      },
      paymentAdministration: { reads: READ, writes: ADMIN_MONEY },
      points: { reads: READ },
      pointCharges: {
        writes: { ...MEMBER_WRITE, bodyBytesMax: 16 * KIB, timeoutMs: 20_000 },
      },
      pointsAdministration: { reads: READ, writes: ADMIN_MONEY },
    },
    { health: "/api/payments/health" },
  ),
  EVENT: worker(
    { ...eventGroups, ...eventAdministrationGroups },
    {
      events: { reads: READ },
      eventAdministration: { reads: READ, writes: ADMIN_MONEY },
    },
    { health: "/api/events/health" },
  ),
  RESERVATION: worker(
    { ...seatGroups, ...reservationGroups, ...seatAdministrationGroups },
    {
      seatMaps: { reads: READ },
      seatPlans: { reads: READ },
      baskets: { reads: READ },
      // Hot: the key is the hold's own name, so that no store has to claim it.
      holds: { writes: { ...WRITE, key: FORWARDED, bodyBytesMax: 16 * KIB } },
      reservations: {
        reads: READ,
        writes: { ...CHECKOUT, key: DEMANDED, keyedPerMinuteMax: 120, limit: null },
      },
      reservationPayments: { writes: CHECKOUT },
      tickets: { reads: READ },
      seatAdministration: { reads: READ, writes: ADMIN_MONEY },
    },
    { health: "/api/reservations/health" },
  ),
  NOTIFICATION: worker(
    notificationGroups,
    {
      // Marks and choices: each is the same when it is done twice.
      inbox: { reads: READ, writes: { ...WRITE, bodyBytesMax: 16 * KIB } },
      // A mail program's click: from addresses of its provider that thousands share, so without a limit of its own.
      unsubscribe: { reads: READ, writes: { ...WRITE, bodyBytesMax: 4 * KIB, timeoutMs: 5_000 } },
      webhooks: {
        writes: { ...WRITE, limit: "WEBHOOK_LIMIT", bodyBytesMax: 64 * KIB, timeoutMs: 5_000 },
      },
      deliveries: { reads: READ, writes: ADMIN_MONEY },
      announcements: { reads: READ, writes: ADMIN_MONEY },
      deadMessages: { reads: READ, writes: ADMIN_MONEY },
    },
    { health: "/api/notifications/health" },
  ),
  IMAGES: worker(mediaGroups, {
    // The name of what is stored is its content: the same bytes twice are one object, with no key.
    uploads: {
      writes: {
        ...WRITE,
        bodyBytesMax: IMAGE_BYTES_MAX,
        bodyStreams: true,
        bodyMs: 15_000,
        timeoutMs: 20_000,
      },
    },
    purges: { writes: { ...WRITE, timeoutMs: 20_000 } },
  }),
};

/** Name of a service binding that requests go to. */
export type Binding = keyof typeof WORKERS;
/** Every binding of the table. */
// Guarantee of the cast: these are the keys of the object, as its type says.
export const BINDINGS = Object.keys(WORKERS) as Binding[];
