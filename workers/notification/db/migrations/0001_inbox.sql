CREATE TABLE "notification"."action" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification"."action_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"changes" jsonb DEFAULT '{}' NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification"."keyed_effect" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"subject_id" text NOT NULL,
	"made_id" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "keyed_effect_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE TABLE "notification"."preference" (
	"member_id" text PRIMARY KEY NOT NULL,
	"choices" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "preference_version" CHECK (version > 1)
);
--> statement-breakpoint
ALTER TABLE "notification"."delivery" ADD COLUMN "ignored_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "action_subject_idx" ON "notification"."action" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "keyed_effect_created_idx" ON "notification"."keyed_effect" USING btree ("created_at");--> statement-breakpoint
REVOKE UPDATE, DELETE ON notification.action FROM edgemart_notification;
