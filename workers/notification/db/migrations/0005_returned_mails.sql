CREATE TABLE "notification"."suppression" (
	"address_digest" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"bounces" integer NOT NULL,
	"until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "suppression_reason_known" CHECK (reason in ('hard_bounce', 'complaint', 'manual'))
);
--> statement-breakpoint
CREATE TABLE "notification"."webhook_seen" (
	"provider" text NOT NULL,
	"message_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "webhook_seen_pk" PRIMARY KEY("provider","message_id")
);
--> statement-breakpoint
ALTER TABLE "notification"."delivery" ADD COLUMN "address_digest" text;--> statement-breakpoint
ALTER TABLE "notification"."delivery" ADD COLUMN "returned" text;--> statement-breakpoint
CREATE INDEX "webhook_seen_at_idx" ON "notification"."webhook_seen" USING btree ("at");