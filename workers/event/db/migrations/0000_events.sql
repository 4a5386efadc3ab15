CREATE TABLE "event"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event"."event" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"series_id" text,
	"title_ko" text NOT NULL,
	"title_en" text NOT NULL,
	"body_ko" text NOT NULL,
	"body_en" text NOT NULL,
	"picture" text,
	"venue_ko" text NOT NULL,
	"venue_en" text NOT NULL,
	"time_zone" text NOT NULL,
	"fold" jsonb DEFAULT '[]' NOT NULL,
	"sale_opens_local" timestamp (0) NOT NULL,
	"sale_opens_at" timestamp (3) with time zone NOT NULL,
	"sale_closes_local" timestamp (0) NOT NULL,
	"sale_closes_at" timestamp (3) with time zone NOT NULL,
	"doors_local" timestamp (0) NOT NULL,
	"doors_at" timestamp (3) with time zone NOT NULL,
	"starts_local" timestamp (0) NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_local" timestamp (0) NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"force_majeure" boolean DEFAULT false NOT NULL,
	"postponed_at" timestamp (3) with time zone,
	"refund_free_until" timestamp (3) with time zone,
	"per_member" smallint NOT NULL,
	"policy" jsonb NOT NULL,
	"room" jsonb,
	"sold_out" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "event_slug_key" UNIQUE("slug"),
	CONSTRAINT "event_id_form" CHECK (id like 'evn\_%'),
	CONSTRAINT "event_per_member_bounded" CHECK (per_member between 1 and 10),
	CONSTRAINT "event_version_positive" CHECK (version > 0),
	CONSTRAINT "event_times_ordered" CHECK (sale_opens_at < sale_closes_at and sale_closes_at <= ends_at and doors_at <= starts_at and starts_at < ends_at),
	CONSTRAINT "event_cancelled_with_reason" CHECK ((cancelled_at is null) = (cancel_reason is null)),
	CONSTRAINT "event_drafts_are_edited" CHECK (published_at is not null or (cancelled_at is null and postponed_at is null))
);
--> statement-breakpoint
CREATE TABLE "event"."event_change" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event"."event_change_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" text NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "event_change_kind_known" CHECK (kind in ('created', 'published', 'edited', 'moved', 'postponed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "event"."event_transition" (
	"event_id" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "event_transition_pk" PRIMARY KEY("event_id","state","version")
);
--> statement-breakpoint
CREATE TABLE "event"."keyed_effect" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"made_id" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"subject_id" text NOT NULL,
	CONSTRAINT "keyed_effect_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
ALTER TABLE "event"."event_change" ADD CONSTRAINT "event_change_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "event"."event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event"."event_transition" ADD CONSTRAINT "event_transition_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "event"."event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_subject_idx" ON "event"."audit_event" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "event_starts_idx" ON "event"."event" USING btree ("starts_at","id") WHERE published_at is not null;--> statement-breakpoint
CREATE INDEX "event_page_idx" ON "event"."event" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "keyed_effect_created_idx" ON "event"."keyed_effect" USING btree ("created_at");--> statement-breakpoint
REVOKE UPDATE, DELETE ON event.audit_event, event.event_change, event.event_transition FROM edgemart_event;
--> statement-breakpoint
-- An event that was announced is cancelled, never removed.
REVOKE DELETE ON event.event FROM edgemart_event;
