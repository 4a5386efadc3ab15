CREATE TABLE "notification"."alert" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification"."alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule" text NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "alert_open_key" ON "notification"."alert" USING btree ("rule","key") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "alert_closed_idx" ON "notification"."alert" USING btree ("closed_at");