CREATE SCHEMA IF NOT EXISTS "member";
--> statement-breakpoint
CREATE TABLE "member"."keyed_effect" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"member_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "keyed_effect_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE TABLE "member"."member" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_norm" text NOT NULL,
	"name" text NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"locale" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "member_id_form" CHECK ("member"."member"."id" like 'mem\_%'),
	CONSTRAINT "member_role_known" CHECK ("member"."member"."role" in ('member', 'admin')),
	CONSTRAINT "member_status_known" CHECK ("member"."member"."status" in ('active', 'disabled')),
	CONSTRAINT "member_locale_known" CHECK ("member"."member"."locale" in ('ko', 'en')),
	CONSTRAINT "member_version_positive" CHECK ("member"."member"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "member"."member_credential" (
	"member_id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"scheme" text GENERATED ALWAYS AS (case when hash like 'h2$%' then 'h2' else 'bcrypt' end) STORED NOT NULL,
	"password_changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "member"."keyed_effect" ADD CONSTRAINT "keyed_effect_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member"."member_credential" ADD CONSTRAINT "member_credential_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "member_email_norm_key" ON "member"."member" USING btree ("email_norm") WHERE "member"."member"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "member_newest_idx" ON "member"."member" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "member"."member"."deleted_at" is null;