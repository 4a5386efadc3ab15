CREATE TABLE "reservation"."attempt" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"reservation_id" text NOT NULL,
	"n" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reservation"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reservation"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reservation"."keyed_effect" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"made_id" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"subject_id" text NOT NULL,
	CONSTRAINT "keyed_effect_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE TABLE "reservation"."layout" (
	"event_id" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "layout_pk" PRIMARY KEY("event_id","version"),
	CONSTRAINT "layout_version_positive" CHECK (version > 0)
);
--> statement-breakpoint
CREATE TABLE "reservation"."member_quota" (
	"event_id" text NOT NULL,
	"member_id" text NOT NULL,
	"live" integer NOT NULL,
	"limit_max" integer NOT NULL,
	CONSTRAINT "member_quota_pk" PRIMARY KEY("event_id","member_id"),
	CONSTRAINT "member_quota_bounded" CHECK (live between 0 and limit_max)
);
--> statement-breakpoint
CREATE TABLE "reservation"."reservation" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"member_id" text NOT NULL,
	"state" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"attempt_open" boolean DEFAULT false NOT NULL,
	"attempt_no" smallint DEFAULT 0 NOT NULL,
	"attempt_at" timestamp (3) with time zone,
	"payment_id" text,
	"card_minor" bigint DEFAULT 0 NOT NULL,
	"point_amount" bigint DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "reservation_id_form" CHECK (id like 'rsv\_%'),
	CONSTRAINT "reservation_state_known" CHECK (state in ('PENDING', 'CONFIRMED', 'EXPIRED', 'CANCELLED')),
	CONSTRAINT "reservation_total_bounded" CHECK (total_minor >= 0),
	CONSTRAINT "reservation_attempt_pending" CHECK (not attempt_open or state = 'PENDING'),
	CONSTRAINT "reservation_attempt_named" CHECK (not attempt_open or payment_id is not null),
	CONSTRAINT "reservation_paid" CHECK (state <> 'CONFIRMED' or payment_id is not null),
	CONSTRAINT "reservation_attempts_bounded" CHECK (attempt_no between 0 and 3)
);
--> statement-breakpoint
CREATE TABLE "reservation"."reservation_item" (
	"reservation_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"grade" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"hold_id" text NOT NULL,
	"fence" bigint NOT NULL,
	CONSTRAINT "reservation_item_pk" PRIMARY KEY("reservation_id","seat_id"),
	CONSTRAINT "reservation_item_price_bounded" CHECK (price_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE "reservation"."seat_claim" (
	"event_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"section_no" smallint NOT NULL,
	"reservation_id" text NOT NULL,
	"hold_id" text NOT NULL,
	"fence" bigint NOT NULL,
	CONSTRAINT "seat_claim_pk" PRIMARY KEY("event_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "reservation"."ticket" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"serial" integer NOT NULL,
	"reservation_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"holder_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'VALID' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ticket_id_form" CHECK (id like 'tkt\_%'),
	CONSTRAINT "ticket_state_known" CHECK (state in ('VALID', 'USED', 'CANCELLED'))
);
--> statement-breakpoint
CREATE TABLE "reservation"."ticket_counter" (
	"event_id" text PRIMARY KEY NOT NULL,
	"next" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reservation"."attempt" ADD CONSTRAINT "attempt_reservation_id_reservation_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "reservation"."reservation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation"."reservation_item" ADD CONSTRAINT "reservation_item_reservation_id_reservation_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "reservation"."reservation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation"."seat_claim" ADD CONSTRAINT "seat_claim_reservation_id_reservation_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "reservation"."reservation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation"."ticket" ADD CONSTRAINT "ticket_reservation_id_reservation_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "reservation"."reservation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_subject_idx" ON "reservation"."audit_event" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "keyed_effect_created_idx" ON "reservation"."keyed_effect" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "reservation_member_idx" ON "reservation"."reservation" USING btree ("member_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reservation_payment_key" ON "reservation"."reservation" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "reservation_due_idx" ON "reservation"."reservation" USING btree ("expires_at") WHERE state = 'PENDING';--> statement-breakpoint
CREATE INDEX "seat_claim_reservation_idx" ON "reservation"."seat_claim" USING btree ("reservation_id");--> statement-breakpoint
CREATE INDEX "seat_claim_section_idx" ON "reservation"."seat_claim" USING btree ("event_id","section_no");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_serial_key" ON "reservation"."ticket" USING btree ("event_id","serial");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_seat_key" ON "reservation"."ticket" USING btree ("event_id","seat_id") WHERE state <> 'CANCELLED';--> statement-breakpoint
CREATE INDEX "ticket_holder_idx" ON "reservation"."ticket" USING btree ("holder_id","created_at" DESC NULLS LAST);--> statement-breakpoint
REVOKE UPDATE, DELETE ON reservation.audit_event, reservation.layout, reservation.reservation_item, reservation.attempt FROM edgemart_reservation;
--> statement-breakpoint
-- What happened stays: a reservation ends, a ticket is cancelled.
REVOKE DELETE ON reservation.reservation, reservation.ticket FROM edgemart_reservation;
