/** Tables of the PostgreSQL schema `member`; no other Worker's database role can see them. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

export const memberSchema = pgSchema("member");

/** Milliseconds, as on the wire, so that a cursor holds the whole sort key. */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

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
    locale: text("locale", { enum: ["ko", "en"] }).notNull(),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    updatedAt: instant("updated_at").notNull().default(sql`now()`),
    deletedAt: instant("deleted_at"),
  },
  (table) => [
    uniqueIndex("member_email_norm_key").on(table.emailNorm).where(sql`${table.deletedAt} is null`),
    index("member_newest_idx")
      .on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`${table.deletedAt} is null`),
    check("member_id_form", sql`${table.id} like 'mem\\_%'`),
    check("member_role_known", sql`${table.role} in ('member', 'admin')`),
    check("member_status_known", sql`${table.status} in ('active', 'disabled')`),
    check("member_locale_known", sql`${table.locale} in ('ko', 'en')`),
    check("member_version_positive", sql`${table.version} > 0`),
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

/** What an idempotency key made: written in the statement that makes it, so neither exists without the other. */
export const keyedEffect = memberSchema.table(
  "keyed_effect",
  {
    /** Whose key it is: a member id, or `register:<email_norm>` before there is a member. */
    principal: text("principal").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of the input, hex: a key names one input. */
    fingerprint: text("fingerprint").notNull(),
    memberId: text("member_id")
      .notNull()
      .references(() => member.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.principal, table.key] })],
);
