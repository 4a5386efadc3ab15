CREATE TABLE "member"."outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_body_bounded" CHECK (pg_column_size(body) <= 65536)
);
--> statement-breakpoint
CREATE INDEX "outbox_page_idx" ON "member"."outbox" USING btree ("queue","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_created_idx" ON "member"."outbox" USING btree ("created_at");