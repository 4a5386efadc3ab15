CREATE TABLE "auth"."link" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"kid" text NOT NULL,
	"digest" text NOT NULL,
	"member_id" text,
	"email" text,
	"locale" text NOT NULL,
	"payload" jsonb,
	"binding" text NOT NULL,
	"issued_by" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "link_id_form" CHECK ("auth"."link"."id" like 'lnk\_%'),
	CONSTRAINT "link_kind_known" CHECK (kind in ('register', 'verify', 'claim', 'reset', 'email_change', 'email_undo', 'mfa_enrol')),
	CONSTRAINT "link_locale_known" CHECK ("auth"."link"."locale" in ('ko', 'en')),
	CONSTRAINT "link_has_someone" CHECK ("auth"."link"."member_id" is not null or "auth"."link"."email" is not null),
	CONSTRAINT "link_payload_bounded" CHECK (pg_column_size("auth"."link"."payload") <= 8192),
	CONSTRAINT "link_tries_counted" CHECK ("auth"."link"."tries" >= 0),
	CONSTRAINT "link_done_was_used" CHECK ("auth"."link"."done_at" is null or "auth"."link"."used_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "auth"."outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_body_is_small" CHECK (pg_column_size(body) <= 65536)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "link_digest_key" ON "auth"."link" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "link_expiry_idx" ON "auth"."link" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "link_member_idx" ON "auth"."link" USING btree ("member_id","kind","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "link_binding_idx" ON "auth"."link" USING btree ("binding") WHERE "auth"."link"."member_id" is null;--> statement-breakpoint
CREATE INDEX "outbox_page_idx" ON "auth"."outbox" USING btree ("queue","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_unsent_idx" ON "auth"."outbox" USING btree ("created_at") WHERE sent_at IS NULL;