CREATE TABLE "payment"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payment"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment"."difference" (
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"payment_id" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"found_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"note" text,
	CONSTRAINT "difference_day_kind_payment_id_pk" PRIMARY KEY("day","kind","payment_id")
);
--> statement-breakpoint
CREATE TABLE "payment"."gateway_call" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payment"."gateway_call_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"payment_id" text NOT NULL,
	"refund_id" text,
	"verb" text NOT NULL,
	"key" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ms" integer NOT NULL,
	"http_status" integer,
	"code" text
);
--> statement-breakpoint
CREATE TABLE "payment"."keyed_effect" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"subject_id" text NOT NULL,
	"made_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "keyed_effect_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE TABLE "payment"."outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_body_is_small" CHECK (pg_column_size(body) <= 65536)
);
--> statement-breakpoint
CREATE TABLE "payment"."payment" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"reference" text NOT NULL,
	"member_id" text,
	"attempt" smallint NOT NULL,
	"currency" char(3) NOT NULL,
	"total_minor" bigint NOT NULL,
	"card_minor" bigint NOT NULL,
	"point_amount" bigint NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"gateway" text NOT NULL,
	"payment_key" text,
	"instrument" jsonb NOT NULL,
	"account" jsonb,
	"webhook_secret_hash" text,
	"cash_receipt" jsonb,
	"page" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sealed" text,
	"ready_until" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"confirming_at" timestamp (3) with time zone,
	"next_look_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"misses" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"attention" text,
	"void_refusals" integer DEFAULT 0 NOT NULL,
	"refunding_card" bigint DEFAULT 0 NOT NULL,
	"refunded_card" bigint DEFAULT 0 NOT NULL,
	"refunding_points" bigint DEFAULT 0 NOT NULL,
	"refunded_points" bigint DEFAULT 0 NOT NULL,
	"reversed_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_reference_attempt" UNIQUE("reference","attempt"),
	CONSTRAINT "payment_gateway_key" UNIQUE("gateway","payment_key"),
	CONSTRAINT "payment_purpose" CHECK (purpose IN ('order','reservation','point_charge')),
	CONSTRAINT "payment_state" CHECK (state IN ('READY','CONFIRMING','AWAITING_DEPOSIT','PAID','FAILED','EXPIRED','ORPHANED','VOIDED')),
	CONSTRAINT "payment_gateway" CHECK (gateway IN ('toss','simulator','none')),
	CONSTRAINT "payment_parts_are_the_total" CHECK (total_minor = card_minor + point_amount AND card_minor >= 0 AND point_amount >= 0),
	CONSTRAINT "payment_points_of_a_member" CHECK (point_amount = 0 OR member_id IS NOT NULL AND currency = 'KRW'),
	CONSTRAINT "payment_refunds_within_card" CHECK (refunding_card >= 0 AND refunded_card >= 0 AND refunding_card + refunded_card <= card_minor),
	CONSTRAINT "payment_refunds_within_points" CHECK (refunding_points >= 0 AND refunded_points >= 0 AND refunding_points + refunded_points <= point_amount),
	CONSTRAINT "payment_gateway_has_money_to_move" CHECK (state NOT IN ('CONFIRMING','AWAITING_DEPOSIT','ORPHANED') OR card_minor > 0),
	CONSTRAINT "payment_reference_of_its_purpose" CHECK (left(reference, 4) = CASE purpose WHEN 'order' THEN 'ord_' WHEN 'reservation' THEN 'rsv_' ELSE 'pay_' END),
	CONSTRAINT "payment_paid_has_its_time" CHECK ((state = 'PAID') = (paid_at IS NOT NULL)),
	CONSTRAINT "payment_ready_ends" CHECK (state <> 'READY' OR ready_until IS NOT NULL),
	CONSTRAINT "payment_confirming_since" CHECK (state <> 'CONFIRMING' OR confirming_at IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE "payment"."payment_event" (
	"payment_id" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "payment_event_payment_id_version_pk" PRIMARY KEY("payment_id","version")
);
--> statement-breakpoint
CREATE TABLE "payment"."refund" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" text NOT NULL,
	"kind" text NOT NULL,
	"card_minor" bigint NOT NULL,
	"point_amount" bigint NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"refusals" integer DEFAULT 0 NOT NULL,
	"refusal" text,
	"by_hand" boolean DEFAULT false NOT NULL,
	"reason" text NOT NULL,
	"sealed_account" text,
	"transaction_key" text,
	"settles_at" timestamp (3) with time zone,
	"attention" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_look_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "refund_kind" CHECK (kind IN ('owner','void','charge')),
	CONSTRAINT "refund_state" CHECK (state IN ('REQUESTED','CONFIRMING','DONE','REFUSED')),
	CONSTRAINT "refund_not_negative" CHECK (card_minor >= 0 AND point_amount >= 0),
	CONSTRAINT "refund_done_has_its_time" CHECK ((state = 'DONE') = (settled_at IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "payment"."transition" (
	"machine" text NOT NULL,
	"source" text NOT NULL,
	"target" text NOT NULL,
	CONSTRAINT "transition_machine_source_target_pk" PRIMARY KEY("machine","source","target")
);
--> statement-breakpoint
CREATE TABLE "payment"."webhook" (
	"gateway" text NOT NULL,
	"id" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"payment_id" text NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"secret_hash" text,
	"handled_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_gateway_id_pk" PRIMARY KEY("gateway","id")
);
--> statement-breakpoint
ALTER TABLE "payment"."payment_event" ADD CONSTRAINT "payment_event_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "payment"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment"."refund" ADD CONSTRAINT "refund_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "payment"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_subject_idx" ON "payment"."audit_event" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "gateway_call_payment_idx" ON "payment"."gateway_call" USING btree ("payment_id","id");--> statement-breakpoint
CREATE INDEX "keyed_effect_created_idx" ON "payment"."keyed_effect" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_page_idx" ON "payment"."outbox" USING btree ("queue","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_unsent_idx" ON "payment"."outbox" USING btree ("created_at") WHERE sent_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_one_open" ON "payment"."payment" USING btree ("reference") WHERE state IN ('READY','CONFIRMING','AWAITING_DEPOSIT');--> statement-breakpoint
CREATE UNIQUE INDEX "payment_one_paid" ON "payment"."payment" USING btree ("reference") WHERE state = 'PAID';--> statement-breakpoint
CREATE INDEX "payment_member_idx" ON "payment"."payment" USING btree ("member_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payment_due_idx" ON "payment"."payment" USING btree ("next_look_at") WHERE state IN ('CONFIRMING','AWAITING_DEPOSIT','ORPHANED');--> statement-breakpoint
CREATE INDEX "payment_ready_idx" ON "payment"."payment" USING btree ("ready_until") WHERE state = 'READY';--> statement-breakpoint
CREATE INDEX "payment_settled_idx" ON "payment"."payment" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "payment_sealed_idx" ON "payment"."payment" USING btree ("created_at") WHERE sealed IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "refund_one_in_flight" ON "payment"."refund" USING btree ("payment_id") WHERE state = 'CONFIRMING';--> statement-breakpoint
CREATE INDEX "refund_payment_idx" ON "payment"."refund" USING btree ("payment_id","created_at","id");--> statement-breakpoint
CREATE INDEX "refund_due_idx" ON "payment"."refund" USING btree ("next_look_at") WHERE state IN ('REQUESTED','CONFIRMING');--> statement-breakpoint
CREATE INDEX "webhook_payment_idx" ON "payment"."webhook" USING btree ("payment_id","received_at");--> statement-breakpoint
CREATE INDEX "webhook_unhandled_idx" ON "payment"."webhook" USING btree ("received_at") WHERE handled_at IS NULL;--> statement-breakpoint
CREATE INDEX "webhook_received_idx" ON "payment"."webhook" USING btree ("received_at");--> statement-breakpoint
INSERT INTO payment.transition (machine, source, target) VALUES
  ('payment', 'READY', 'CONFIRMING'), ('payment', 'READY', 'PAID'), ('payment', 'READY', 'EXPIRED'),
  ('payment', 'CONFIRMING', 'PAID'), ('payment', 'CONFIRMING', 'AWAITING_DEPOSIT'),
  ('payment', 'CONFIRMING', 'FAILED'), ('payment', 'CONFIRMING', 'READY'),
  ('payment', 'AWAITING_DEPOSIT', 'PAID'), ('payment', 'AWAITING_DEPOSIT', 'EXPIRED'),
  ('payment', 'FAILED', 'ORPHANED'), ('payment', 'EXPIRED', 'ORPHANED'), ('payment', 'ORPHANED', 'VOIDED'),
  ('refund', 'REQUESTED', 'CONFIRMING'), ('refund', 'REQUESTED', 'DONE'),
  ('refund', 'CONFIRMING', 'DONE'), ('refund', 'CONFIRMING', 'REFUSED'),
  ('refund', 'REFUSED', 'REQUESTED'), ('refund', 'REFUSED', 'DONE');
--> statement-breakpoint
-- What happened can be added to and read, never changed; what was paid is never deleted.
REVOKE UPDATE, DELETE ON payment.payment_event, payment.gateway_call, payment.audit_event FROM edgemart_payment;
REVOKE DELETE ON payment.payment, payment.refund, payment.difference FROM edgemart_payment;
REVOKE INSERT, UPDATE, DELETE ON payment.transition FROM edgemart_payment;
--> statement-breakpoint
-- A payment begins open, or as the mark that an ended attempt leaves for an `open` that comes late.
CREATE FUNCTION payment.payment_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> 1 OR NOT (NEW.state = 'READY' OR NEW.state = 'EXPIRED' AND NEW.total_minor = 0) THEN
    RAISE EXCEPTION 'a payment begins as READY' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_begins_ready';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_begins BEFORE INSERT ON payment.payment
  FOR EACH ROW EXECUTE FUNCTION payment.payment_begins();
--> statement-breakpoint
-- A state changes only as `transition` says, and every change of what matters counts the version up by one. What the
-- clock notes for itself (leases, tries) and the emptying of sealed data are no change.
CREATE FUNCTION payment.payment_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  notes CONSTANT text[] := ARRAY['next_look_at', 'tries', 'sealed', 'updated_at'];
BEGIN
  IF (NEW.id, NEW.purpose, NEW.reference, NEW.member_id, NEW.attempt, NEW.currency, NEW.total_minor, NEW.card_minor,
      NEW.point_amount, NEW.gateway, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.purpose, OLD.reference, OLD.member_id, OLD.attempt, OLD.currency, OLD.total_minor, OLD.card_minor,
      OLD.point_amount, OLD.gateway, OLD.created_at) THEN
    RAISE EXCEPTION 'what a payment is for never changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_terms_are_fixed';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
       SELECT FROM payment.transition t
        WHERE t.machine = 'payment' AND t.source = OLD.state AND t.target = NEW.state) THEN
    RAISE EXCEPTION 'no move from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_moves_by_the_table';
  END IF;
  IF NEW.version <> OLD.version + 1
     AND NOT (NEW.version = OLD.version AND to_jsonb(NEW) - notes = to_jsonb(OLD) - notes) THEN
    RAISE EXCEPTION 'a change counts the version up by one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_version_counts';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_moves BEFORE UPDATE ON payment.payment
  FOR EACH ROW EXECUTE FUNCTION payment.payment_moves();
--> statement-breakpoint
-- No version of a payment without the line that says what happened.
CREATE FUNCTION payment.payment_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payment.payment_event e WHERE e.payment_id = NEW.id AND e.version = NEW.version) THEN
    RAISE EXCEPTION 'version % has no event', NEW.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_event_for_each_version';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_is_told AFTER INSERT OR UPDATE OF version ON payment.payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.payment_is_told();
--> statement-breakpoint
CREATE FUNCTION payment.refund_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  notes CONSTANT text[] := ARRAY['next_look_at', 'tries', 'sealed_account', 'updated_at'];
BEGIN
  IF (NEW.id, NEW.payment_id, NEW.kind, NEW.card_minor, NEW.point_amount, NEW.reason, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.payment_id, OLD.kind, OLD.card_minor, OLD.point_amount, OLD.reason, OLD.created_at) THEN
    RAISE EXCEPTION 'what a refund gives back never changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_terms_are_fixed';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
       SELECT FROM payment.transition t
        WHERE t.machine = 'refund' AND t.source = OLD.state AND t.target = NEW.state) THEN
    RAISE EXCEPTION 'no move from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_moves_by_the_table';
  END IF;
  IF NEW.version <> OLD.version + 1
     AND NOT (NEW.version = OLD.version AND to_jsonb(NEW) - notes = to_jsonb(OLD) - notes) THEN
    RAISE EXCEPTION 'a change counts the version up by one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_version_counts';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_moves BEFORE UPDATE ON payment.refund
  FOR EACH ROW EXECUTE FUNCTION payment.refund_moves();
