CREATE TABLE "notification"."push_subscription" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"session_id" text NOT NULL,
	"slot" integer NOT NULL,
	"endpoint" text NOT NULL,
	"endpoint_digest" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"key_id" text NOT NULL,
	"browser" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"last_ok_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "push_subscription_endpoint_key" UNIQUE("endpoint_digest"),
	CONSTRAINT "push_subscription_slot_key" UNIQUE("member_id","slot"),
	CONSTRAINT "push_subscription_id_form" CHECK (id like 'psh\_%'),
	CONSTRAINT "push_subscription_slot_known" CHECK (slot between 1 and 10),
	CONSTRAINT "push_subscription_endpoint_bounded" CHECK (length(endpoint) <= 2048)
);
--> statement-breakpoint
CREATE INDEX "push_subscription_session_idx" ON "notification"."push_subscription" USING btree ("session_id");