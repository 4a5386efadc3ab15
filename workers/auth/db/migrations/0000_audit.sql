CREATE TABLE "auth"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "auth"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"event" text NOT NULL,
	"outcome" text NOT NULL,
	"member_id" text,
	"account" text,
	"session_id" text,
	"request_id" text NOT NULL,
	"address_prefix" text NOT NULL,
	"user_agent_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."audit_seal" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"first_id" bigint NOT NULL,
	"last_id" bigint NOT NULL,
	"events" integer NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_seal_number_positive" CHECK ("auth"."audit_seal"."number" > 0),
	CONSTRAINT "audit_seal_hash_form" CHECK ("auth"."audit_seal"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE INDEX "audit_event_member_idx" ON "auth"."audit_event" USING btree ("member_id","id");