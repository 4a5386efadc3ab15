/** Tables of the PostgreSQL schema `member`; no other Worker's database role can see them.
 * Longer than 250 lines: one schema is read in one place. */
import type { CartLine } from "@edgemart/contracts/cart-lines";
import { CONSENT_KINDS } from "@edgemart/contracts/consent";
import {
  AT_TRANSACTION,
  deadMessageColumns,
  instant,
  keyColumns,
  outboxColumns,
  seenEventColumns,
} from "@edgemart/postgres/shared-columns";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";

export const memberSchema = pgSchema("member");

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

export const member = memberSchema.table(
  "member",
  {
    id: text("id").primaryKey(),
    /** As the member wrote it: mail goes here. */
    email: text("email").notNull(),
    /** The form that makes one account; see contracts/email.ts. */
    emailNorm: text("email_norm").notNull(),
    name: text("name").notNull(),
    role: text("role", { enum: ["member", "admin"] })
      .notNull()
      .default("member"),
    status: text("status", { enum: ["active", "disabled"] })
      .notNull()
      .default("active"),
    emailVerified: boolean("email_verified").notNull().default(false),
    /** How the account began. */
    provider: text("provider", { enum: ["LOCAL", "GOOGLE"] })
      .notNull()
      .default("LOCAL"),
    /** Picture at the provider; shown through the image CDN alone. */
    profileImage: text("profile_image"),
    locale: text("locale", { enum: ["ko", "en"] }).notNull(),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    updatedAt: instant("updated_at").notNull().default(sql`now()`),
    deletedAt: instant("deleted_at"),
    /** Sessions made before are revoked, whatever the session store says. */
    sessionsVoidBefore: instant("sessions_void_before"),
    /** The same as a version of this row: sessions opened on an earlier one are revoked. */
    sessionsVoidBelow: integer("sessions_void_below").notNull().default(0),
    /** One by construction; which address it is lives here, not in a flag of every address. */
    defaultAddressId: text("default_address_id").references((): AnyPgColumn => address.id, {
      onDelete: "set null",
    }),
    addressCount: integer("address_count").notNull().default(0),
  },
  (table) => [
    uniqueIndex("member_email_norm_key").on(table.emailNorm).where(sql`${table.deletedAt} is null`),
    index("member_newest_idx")
      .on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`${table.deletedAt} is null`),
    // Those that the clock has still to empty.
    index("member_deleted_idx")
      .on(table.deletedAt)
      .where(sql`${table.deletedAt} is not null and ${table.email} <> ''`),
    check("member_id_form", sql`${table.id} like 'mem\\_%'`),
    check("member_role_known", sql`${table.role} in ('member', 'admin')`),
    check("member_status_known", sql`${table.status} in ('active', 'disabled')`),
    check("member_provider_known", sql`${table.provider} in ('LOCAL', 'GOOGLE')`),
    check(
      "member_picture_host",
      sql`${table.profileImage} ~ '^https://lh3\\.googleusercontent\\.com/'`,
    ),
    check("member_locale_known", sql`${table.locale} in ('ko', 'en')`),
    check("member_version_positive", sql`${table.version} > 0`),
    check("member_address_count_bounded", sql`${table.addressCount} between 0 and 20`),
  ],
);

/** How a member proves itself; only `MemberCredentialsRpc` reads it. */
export const memberCredential = memberSchema.table("member_credential", {
  memberId: text("member_id")
    .primaryKey()
    .references(() => member.id, { onDelete: "cascade" }),
  /** Complete stored form, `h2$<kid>$2b$10$…`. */
  hash: text("hash").notNull(),
  scheme: text("scheme")
    .notNull()
    .generatedAlwaysAs(sql`case when hash like 'h2$%' then 'h2' else 'bcrypt' end`),
  passwordChangedAt: instant("password_changed_at").notNull().default(sql`now()`),
});

/** A member's passkeys (WebAuthn credentials); only `MemberCredentialsRpc` reads them. */
export const passkey = memberSchema.table(
  "passkey",
  {
    id: text("id").primaryKey(),
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    /** Each member has ten places: two that add at once cannot both take the last one. */
    slot: smallint("slot").notNull(),
    credentialId: text("credential_id").notNull(),
    /** COSE key. */
    publicKey: bytes("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull().default(0),
    /** BE at registration: it never changes, and an answer that says otherwise is refused. */
    backupEligible: boolean("backup_eligible").notNull(),
    backedUp: boolean("backed_up").notNull(),
    transports: text("transports").array().notNull().default(sql`'{}'`),
    aaguid: text("aaguid").notNull(),
    rpId: text("rp_id").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    lastUsedAt: instant("last_used_at"),
    /** Since when it is refused, because it may have been copied. */
    suspendedAt: instant("suspended_at"),
    /** Signs in only with a second factor, until its member decides about it. */
    secondOnly: boolean("second_only").notNull().default(false),
  },
  (table) => [
    uniqueIndex("passkey_credential_key").on(table.credentialId),
    uniqueIndex("passkey_member_slot_key").on(table.memberId, table.slot),
    check("passkey_id_form", sql`${table.id} like 'pky\\_%'`),
    check("passkey_slot_bounded", sql`${table.slot} between 0 and 9`),
    check("passkey_credential_bounded", sql`length(${table.credentialId}) between 16 and 1400`),
    check("passkey_key_bounded", sql`octet_length(${table.publicKey}) between 1 and 1024`),
    check("passkey_counter_bounded", sql`${table.counter} between 0 and 4294967295`),
    check("passkey_name_bounded", sql`length(${table.name}) between 1 and 60`),
  ],
);

/** A member's authenticator app; only `MemberCredentialsRpc` reads it. Secrets are sealed by auth. */
export const totp = memberSchema.table(
  "totp",
  {
    memberId: text("member_id")
      .primaryKey()
      .references(() => member.id, { onDelete: "cascade" }),
    secret: text("secret").notNull(),
    state: text("state", { enum: ["pending", "active"] }).notNull(),
    /** The time step of the last code that was taken: no earlier one is, nor the same again. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    activeAt: instant("active_at"),
    /** Takes the place of `secret` by its first code. */
    nextSecret: text("next_secret"),
    nextAt: instant("next_at"),
  },
  (table) => [
    check("totp_state_known", sql`${table.state} in ('pending', 'active')`),
    check("totp_active_since", sql`(${table.state} = 'active') = (${table.activeAt} is not null)`),
    check("totp_next_since", sql`(${table.nextSecret} is null) = (${table.nextAt} is null)`),
    check("totp_secret_bounded", sql`length(${table.secret}) between 16 and 400`),
    check("totp_next_bounded", sql`length(${table.nextSecret}) between 16 and 400`),
    check("totp_step_bounded", sql`${table.lastStep} >= 0`),
  ],
);

/** A member's recovery codes, each by the hash in its slot; only `MemberCredentialsRpc` reads them. */
export const recoveryCode = memberSchema.table(
  "recovery_code",
  {
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    slot: text("slot").notNull(),
    hash: text("hash").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.slot] }),
    check("recovery_code_slot_form", sql`${table.slot} ~ '^[0-9]$'`),
    check("recovery_code_hash_bounded", sql`length(${table.hash}) between 60 and 200`),
  ],
);

/** Accounts at providers that sign a member in: who somebody is there, never the address. Only `MemberCredentialsRpc` reads them. */
export const identity = memberSchema.table(
  "identity",
  {
    id: text("id").primaryKey(),
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    provider: text("provider", { enum: ["GOOGLE"] }).notNull(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    linkedAt: instant("linked_at").notNull().default(sql`now()`),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [
    uniqueIndex("identity_issuer_subject_key").on(table.issuer, table.subject),
    uniqueIndex("identity_member_provider_key").on(table.memberId, table.provider),
    check("identity_id_form", sql`${table.id} like 'idn\\_%'`),
    check("identity_provider_known", sql`${table.provider} in ('GOOGLE')`),
    check("identity_subject_bounded", sql`length(${table.subject}) between 1 and 255`),
  ],
);

/** An address that an account had: held for its member while it may be taken back; to everyone else it looks taken. */
export const emailHold = memberSchema.table(
  "email_hold",
  {
    emailNorm: text("email_norm").primaryKey(),
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    /** When its member first left it. */
    since: instant("since").notNull(),
    until: instant("until").notNull(),
  },
  (table) => [
    index("email_hold_member_idx").on(table.memberId),
    index("email_hold_until_idx").on(table.until),
    check("email_hold_ends", sql`${table.until} > ${table.since}`),
  ],
);

/** What an idempotency key made: written in the statement that makes it, so neither exists without the other. */
export const keyedEffect = memberSchema.table(
  "keyed_effect",
  {
    // A principal is a member id, or `register:<email_norm>` before there is a member.
    ...keyColumns(AT_TRANSACTION),
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.principal, table.key] }),
    // For forgetting the oldest.
    index("keyed_effect_created_idx").on(table.createdAt),
  ],
);

/** Where a member has things sent. */
export const address = memberSchema.table(
  "address",
  {
    id: text("id").primaryKey(),
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    recipient: text("recipient").notNull(),
    phone: text("phone").notNull(),
    country: text("country").notNull(),
    postcode: text("postcode"),
    line1: text("line1").notNull(),
    line2: text("line2"),
    city: text("city"),
    region: text("region"),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    updatedAt: instant("updated_at").notNull().default(sql`now()`),
  },
  (table) => [
    index("address_member_idx").on(table.memberId),
    check("address_country_form", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check(
      "address_korean_postcode",
      sql`${table.country} <> 'KR' or coalesce(${table.postcode} ~ '^[0-9]{5}$', false)`,
    ),
    check("address_version_positive", sql`${table.version} > 0`),
  ],
);

/** A member's cart: one row, so that its version is the cart's; absent is empty and of version 1. */
export const cart = memberSchema.table(
  "cart",
  {
    memberId: text("member_id")
      .primaryKey()
      .references(() => member.id, { onDelete: "cascade" }),
    /** `CartLine[]` as on the wire. */
    items: jsonb("items").$type<CartLine[]>().notNull(),
    version: integer("version").notNull(),
    updatedAt: instant("updated_at").notNull().default(sql`now()`),
  },
  (table) => [
    check(
      "cart_items_bounded",
      sql`jsonb_typeof(${table.items}) = 'array' and jsonb_array_length(${table.items}) <= 40`,
    ),
    check("cart_version_written", sql`${table.version} > 1`),
  ],
);

/** What a member agreed to, when, and in which version; the Worker's role may only append and read. */
export const consent = memberSchema.table(
  "consent",
  {
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: CONSENT_KINDS }).notNull(),
    version: text("version").notNull(),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.kind, table.version] }),
    check("consent_kind_known", sql`${table.kind} in ('terms', 'privacy', 'age14')`),
  ],
);

/** Who did what to whose account, written in the statement that does it; the Worker's role may only append and read. */
export const securityEvent = memberSchema.table(
  "security_event",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull().default(sql`now()`),
    /** Name from the OWASP Logging Vocabulary. */
    event: text("event").notNull(),
    /** A member, or null for the operator's own tools. */
    actorId: text("actor_id"),
    memberId: text("member_id").notNull(),
    /** What changed, `role admin`; no address, no name. */
    change: text("change").notNull(),
    requestId: text("request_id"),
  },
  (table) => [index("security_event_member_idx").on(table.memberId, table.id)],
);

/** Events on their way to a queue, written with the change that they tell of; the Worker forgets them after 14 days. */
export const outbox = memberSchema.table("outbox", outboxColumns(AT_TRANSACTION), (table) => [
  index("outbox_page_idx").on(table.queue, table.createdAt, table.id),
  index("outbox_created_idx").on(table.createdAt),
  check("outbox_body_bounded", sql`pg_column_size(body) <= 65536`),
]);

/** Events that were consumed, by id; the Worker forgets them after 60 days. */
export const seenEvent = memberSchema.table(
  "seen_event",
  seenEventColumns(AT_TRANSACTION),
  (table) => [index("seen_event_at_idx").on(table.at)],
);

/** Messages that could not be handled, and what was decided on them. */
export const deadMessage = memberSchema.table("dead_message", deadMessageColumns(AT_TRANSACTION));
