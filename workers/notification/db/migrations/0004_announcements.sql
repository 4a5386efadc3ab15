CREATE TABLE "notification"."announcement" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"category" text NOT NULL,
	"audience" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recipients" integer NOT NULL,
	"planned" integer DEFAULT 0 NOT NULL,
	"last_member" text DEFAULT '' NOT NULL,
	"planned_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "announcement_event_key" UNIQUE("event_id"),
	CONSTRAINT "announcement_id_form" CHECK (id like 'ann\_%'),
	CONSTRAINT "announcement_category_known" CHECK (category in ('service', 'marketing')),
	CONSTRAINT "announcement_state_known" CHECK (state in ('due', 'planning', 'planned', 'stopped'))
);
--> statement-breakpoint
CREATE INDEX "announcement_newest_idx" ON "notification"."announcement" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "announcement_open_idx" ON "notification"."announcement" USING btree ("at") WHERE state in ('due', 'planning');