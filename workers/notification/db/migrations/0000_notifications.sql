CREATE TABLE "notification"."breaker" (
	"channel" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"open_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification"."cursor" (
	"source" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"id" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification"."dead_message" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"body" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"settled_by" text,
	"settled_how" text,
	"because" text,
	CONSTRAINT "dead_message_body_bounded" CHECK (pg_column_size(body) <= 131072),
	CONSTRAINT "dead_message_settled" CHECK ((settled_at is null) = (settled_how is null) and (settled_how is null or settled_how in ('replayed', 'ignored')))
);
--> statement-breakpoint
CREATE TABLE "notification"."delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"rule" text NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"member_id" text,
	"category" text NOT NULL,
	"template" text NOT NULL,
	"data" jsonb NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"useful_until" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"provider" text,
	"provider_id" text,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "delivery_once" UNIQUE("event_id","rule","channel","target"),
	CONSTRAINT "delivery_provider_key" UNIQUE("provider","provider_id"),
	CONSTRAINT "delivery_id_form" CHECK (id like 'dlv\_%'),
	CONSTRAINT "delivery_channel_known" CHECK (channel in ('email', 'push', 'sms', 'operator')),
	CONSTRAINT "delivery_category_known" CHECK (category in ('security', 'account', 'order', 'reservation', 'service', 'marketing')),
	CONSTRAINT "delivery_state_known" CHECK (state in ('due', 'sending', 'sent', 'skipped', 'unknown', 'dead')),
	CONSTRAINT "delivery_sent" CHECK ((state = 'sent') = (sent_at is not null)),
	CONSTRAINT "delivery_leased" CHECK ((state = 'sending') = (lease_until is not null)),
	CONSTRAINT "delivery_counts" CHECK (attempt >= 0 and lost >= 0)
);
--> statement-breakpoint
CREATE TABLE "notification"."event" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"aggregate_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"via" text NOT NULL,
	"state" text NOT NULL,
	"body" jsonb,
	CONSTRAINT "event_id_form" CHECK (id like 'evt\_%'),
	CONSTRAINT "event_via_known" CHECK (via in ('queue', 'pull', 'replay')),
	CONSTRAINT "event_state_known" CHECK (state in ('planned', 'ignored', 'unhandled', 'invalid'))
);
--> statement-breakpoint
CREATE TABLE "notification"."inbox_item" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"event_id" text NOT NULL,
	"category" text NOT NULL,
	"template" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"read_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_item_once" UNIQUE("member_id","event_id"),
	CONSTRAINT "inbox_item_id_form" CHECK (id like 'ntf\_%')
);
--> statement-breakpoint
ALTER TABLE "notification"."delivery" ADD CONSTRAINT "delivery_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "notification"."event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification"."inbox_item" ADD CONSTRAINT "inbox_item_event_id_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "notification"."event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dead_message_newest_idx" ON "notification"."dead_message" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "delivery_member_idx" ON "notification"."delivery" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "delivery_due_idx" ON "notification"."delivery" USING btree ("next_at","id") WHERE state in ('due', 'sending');--> statement-breakpoint
CREATE INDEX "delivery_failed_idx" ON "notification"."delivery" USING btree ("created_at","id") WHERE state in ('dead', 'unknown');--> statement-breakpoint
CREATE INDEX "delivery_sent_idx" ON "notification"."delivery" USING btree ("sent_at") WHERE sent_at is not null;--> statement-breakpoint
CREATE INDEX "event_aggregate_idx" ON "notification"."event" USING btree ("aggregate_id","sequence");--> statement-breakpoint
CREATE INDEX "event_received_idx" ON "notification"."event" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "inbox_item_newest_idx" ON "notification"."inbox_item" USING btree ("member_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "inbox_item_unread_idx" ON "notification"."inbox_item" USING btree ("member_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "inbox_item_expires_idx" ON "notification"."inbox_item" USING btree ("expires_at");--> statement-breakpoint
-- Every move of a delivery; equal to DELIVERY_MOVES in src/core/delivery.ts, which a test compares.
CREATE FUNCTION notification.guard_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (
    ('due', 'sending'), ('due', 'skipped'),
    ('sending', 'sending'), ('sending', 'sent'), ('sending', 'due'), ('sending', 'skipped'), ('sending', 'unknown'),
    ('sending', 'dead'),
    ('unknown', 'due'),
    ('dead', 'due')
  ) THEN
    RAISE EXCEPTION 'delivery % may not go from % to %', NEW.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'delivery_move_known';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_moves BEFORE UPDATE OF state ON notification.delivery
  FOR EACH ROW WHEN (OLD.state <> NEW.state OR NEW.state = 'sending') EXECUTE FUNCTION notification.guard_delivery();
