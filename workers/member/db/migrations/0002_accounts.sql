CREATE TABLE "member"."address" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"recipient" text NOT NULL,
	"phone" text NOT NULL,
	"country" text NOT NULL,
	"postcode" text,
	"line1" text NOT NULL,
	"line2" text,
	"city" text,
	"region" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "address_country_form" CHECK ("member"."address"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "address_korean_postcode" CHECK ("member"."address"."country" <> 'KR' or coalesce("member"."address"."postcode" ~ '^[0-9]{5}$', false)),
	CONSTRAINT "address_version_positive" CHECK ("member"."address"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "member"."security_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "member"."security_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"event" text NOT NULL,
	"actor_id" text,
	"member_id" text NOT NULL,
	"change" text NOT NULL,
	"request_id" text
);
--> statement-breakpoint
ALTER TABLE "member"."keyed_effect" ADD COLUMN "made_id" text;--> statement-breakpoint
ALTER TABLE "member"."member" ADD COLUMN "sessions_void_before" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "member"."member" ADD COLUMN "default_address_id" text;--> statement-breakpoint
ALTER TABLE "member"."member" ADD COLUMN "address_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "member"."address" ADD CONSTRAINT "address_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "address_member_idx" ON "member"."address" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "security_event_member_idx" ON "member"."security_event" USING btree ("member_id","id");--> statement-breakpoint
ALTER TABLE "member"."member" ADD CONSTRAINT "member_default_address_id_address_id_fk" FOREIGN KEY ("default_address_id") REFERENCES "member"."address"("id") ON DELETE set null ON UPDATE no action NOT VALID;--> statement-breakpoint
ALTER TABLE "member"."member" VALIDATE CONSTRAINT "member_default_address_id_address_id_fk";--> statement-breakpoint
ALTER TABLE "member"."member" ADD CONSTRAINT "member_address_count_bounded" CHECK ("member"."member"."address_count" between 0 and 20) NOT VALID;--> statement-breakpoint
ALTER TABLE "member"."member" VALIDATE CONSTRAINT "member_address_count_bounded";