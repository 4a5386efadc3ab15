CREATE TABLE "orders"."attempt" (
	"payment_id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"n" smallint NOT NULL,
	"instrument" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "attempt_order_n_key" UNIQUE("order_id","n")
);
--> statement-breakpoint
CREATE TABLE "orders"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "orders"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"changes" jsonb DEFAULT '{}' NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."change" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"n" integer NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"card_minor" bigint DEFAULT 0 NOT NULL,
	"point_amount" bigint DEFAULT 0 NOT NULL,
	"shipping_minor" bigint DEFAULT 0 NOT NULL,
	"refund_id" text NOT NULL,
	"sealed_account" "bytea",
	"needs_account" boolean DEFAULT false NOT NULL,
	"failure" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "change_refund_id_key" UNIQUE("refund_id"),
	CONSTRAINT "change_order_n_key" UNIQUE("order_id","n"),
	CONSTRAINT "change_amounts" CHECK (card_minor >= 0 and point_amount >= 0 and fee_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE "orders"."change_line" (
	"change_id" text NOT NULL,
	"line" smallint NOT NULL,
	"quantity" integer NOT NULL,
	"received" integer,
	"restocked" integer,
	"card_minor" bigint DEFAULT 0 NOT NULL,
	"point_amount" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "change_line_change_id_line_pk" PRIMARY KEY("change_id","line"),
	CONSTRAINT "change_line_units" CHECK (quantity between 1 and 99 and received between 0 and quantity and restocked between 0 and received)
);
--> statement-breakpoint
CREATE TABLE "orders"."coupon" (
	"code" text PRIMARY KEY NOT NULL,
	"name_ko" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	"value" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"discount_max_minor" bigint,
	"minimum_minor" bigint DEFAULT 0 NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	"uses_max" integer,
	"uses_per_member" integer,
	"members_only" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "coupon_code_form" CHECK (code ~ '^[A-Z0-9-]{6,24}$'),
	CONSTRAINT "coupon_uses_bounded" CHECK (uses between 0 and coalesce(uses_max, uses)),
	CONSTRAINT "coupon_value_bounded" CHECK (case kind when 'percent' then value between 1 and 100 when 'amount' then value > 0 else false end)
);
--> statement-breakpoint
CREATE TABLE "orders"."coupon_principal" (
	"code" text NOT NULL,
	"principal" text NOT NULL,
	"uses" integer NOT NULL,
	CONSTRAINT "coupon_principal_code_principal_pk" PRIMARY KEY("code","principal"),
	CONSTRAINT "coupon_principal_uses" CHECK (uses >= 0)
);
--> statement-breakpoint
CREATE TABLE "orders"."coupon_use" (
	"order_id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"principal" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "coupon_use_state_known" CHECK (state in ('reserved', 'confirmed', 'given_back'))
);
--> statement-breakpoint
CREATE TABLE "orders"."dead_message" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"body" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"settled_by" text,
	"settled_how" text,
	"because" text
);
--> statement-breakpoint
CREATE TABLE "orders"."keyed_effect" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"subject_id" text NOT NULL,
	"made_id" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "keyed_effect_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
CREATE TABLE "orders"."order_event" (
	"order_id" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"name" text NOT NULL,
	"actor" text NOT NULL,
	"data" jsonb DEFAULT '{}' NOT NULL,
	CONSTRAINT "order_event_order_id_version_pk" PRIMARY KEY("order_id","version")
);
--> statement-breakpoint
CREATE TABLE "orders"."order_line" (
	"order_id" text NOT NULL,
	"line" smallint NOT NULL,
	"sku" text NOT NULL,
	"product_id" text NOT NULL,
	"title_ko" text NOT NULL,
	"title_en" text NOT NULL,
	"options" jsonb DEFAULT '[]' NOT NULL,
	"picture_id" text,
	"unit_minor" bigint NOT NULL,
	"quantity" integer NOT NULL,
	"discount_minor" bigint NOT NULL,
	"card_minor" bigint DEFAULT 0 NOT NULL,
	"point_amount" bigint DEFAULT 0 NOT NULL,
	"cancelled" integer DEFAULT 0 NOT NULL,
	"shipped" integer DEFAULT 0 NOT NULL,
	"returned" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "order_line_order_id_line_pk" PRIMARY KEY("order_id","line"),
	CONSTRAINT "order_line_sku_key" UNIQUE("order_id","sku"),
	CONSTRAINT "order_line_units" CHECK (0 <= cancelled and 0 <= shipped and cancelled + shipped <= quantity and returned between 0 and shipped),
	CONSTRAINT "order_line_quantity" CHECK (quantity between 1 and 99),
	CONSTRAINT "order_line_amounts" CHECK (unit_minor >= 0 and discount_minor between 0 and unit_minor * quantity and card_minor >= 0 and point_amount >= 0)
);
--> statement-breakpoint
CREATE TABLE "orders"."outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_body_bounded" CHECK (pg_column_size(body) <= 65536)
);
--> statement-breakpoint
CREATE TABLE "orders"."remote_area" (
	"postcode_from" char(5) NOT NULL,
	"postcode_to" char(5) NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	CONSTRAINT "remote_area_postcode_from_postcode_to_pk" PRIMARY KEY("postcode_from","postcode_to")
);
--> statement-breakpoint
CREATE TABLE "orders"."sales_order" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"member_id" text,
	"email" text NOT NULL,
	"email_norm" text NOT NULL,
	"orderer_name" text NOT NULL,
	"orderer_phone" text,
	"locale" text NOT NULL,
	"access_gen" smallint DEFAULT 1 NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"currency" char(3) NOT NULL,
	"items_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"shipping_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"card_minor" bigint DEFAULT 0 NOT NULL,
	"point_amount" bigint DEFAULT 0 NOT NULL,
	"coupon_code" text,
	"shipping_method" text NOT NULL,
	"recipient" text NOT NULL,
	"phone" text,
	"country" char(2) NOT NULL,
	"postcode" text NOT NULL,
	"line1" text NOT NULL,
	"line2" text,
	"memo" text DEFAULT '' NOT NULL,
	"client_digest" text NOT NULL,
	"hold_id" text NOT NULL,
	"payment_id" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"deadline_at" timestamp (3) with time zone,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"attention" text,
	"reason" text,
	"committed" boolean DEFAULT false NOT NULL,
	"placed_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "sales_order_number_key" UNIQUE("number"),
	CONSTRAINT "sales_order_hold_id_key" UNIQUE("hold_id"),
	CONSTRAINT "sales_order_payment_id_key" UNIQUE("payment_id"),
	CONSTRAINT "sales_order_total" CHECK (total_minor = items_minor - discount_minor + shipping_minor and discount_minor between 0 and items_minor and shipping_minor >= 0),
	CONSTRAINT "sales_order_total_bounded" CHECK (total_minor between 0 and 100000000),
	CONSTRAINT "sales_order_deadline" CHECK ((state in ('PLACING','PENDING','PAYING','AWAITING_DEPOSIT')) = (deadline_at is not null)),
	CONSTRAINT "sales_order_split" CHECK (state not in ('PAYING','AWAITING_DEPOSIT','PAID','COMPLETED') or (payment_id is not null and card_minor + point_amount = total_minor and card_minor >= 0 and point_amount >= 0)),
	CONSTRAINT "sales_order_paid" CHECK (state not in ('PAID','COMPLETED') or paid_at is not null),
	CONSTRAINT "sales_order_attempts" CHECK (attempts between 0 and 5),
	CONSTRAINT "sales_order_version_positive" CHECK (version > 0)
);
--> statement-breakpoint
CREATE TABLE "orders"."seen_event" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."shipment" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"carrier" text,
	"tracking_number" text,
	"shipped_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."shipment_line" (
	"shipment_id" text NOT NULL,
	"line" smallint NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "shipment_line_shipment_id_line_pk" PRIMARY KEY("shipment_id","line"),
	CONSTRAINT "shipment_line_quantity" CHECK (quantity between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "orders"."shipping_method" (
	"id" text PRIMARY KEY NOT NULL,
	"name_ko" text NOT NULL,
	"name_en" text NOT NULL,
	"currency" char(3) NOT NULL,
	"fee_minor" bigint NOT NULL,
	"free_from_minor" bigint,
	"remote_minor" bigint DEFAULT 0 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"position" smallint DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders"."step" (
	"subject" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"args" jsonb DEFAULT '{}' NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "orders"."transition" (
	"machine" text NOT NULL,
	"source" text NOT NULL,
	"target" text NOT NULL,
	CONSTRAINT "transition_machine_source_target_pk" PRIMARY KEY("machine","source","target")
);
--> statement-breakpoint
ALTER TABLE "orders"."attempt" ADD CONSTRAINT "attempt_order_id_sales_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"."sales_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."change" ADD CONSTRAINT "change_order_id_sales_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"."sales_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."change_line" ADD CONSTRAINT "change_line_change_id_change_id_fk" FOREIGN KEY ("change_id") REFERENCES "orders"."change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."coupon_principal" ADD CONSTRAINT "coupon_principal_code_coupon_code_fk" FOREIGN KEY ("code") REFERENCES "orders"."coupon"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."coupon_use" ADD CONSTRAINT "coupon_use_order_id_sales_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"."sales_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."coupon_use" ADD CONSTRAINT "coupon_use_code_coupon_code_fk" FOREIGN KEY ("code") REFERENCES "orders"."coupon"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."order_event" ADD CONSTRAINT "order_event_order_id_sales_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"."sales_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."order_line" ADD CONSTRAINT "order_line_order_id_sales_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"."sales_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."shipment" ADD CONSTRAINT "shipment_order_id_sales_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"."sales_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."shipment_line" ADD CONSTRAINT "shipment_line_shipment_id_shipment_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "orders"."shipment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders"."step" ADD CONSTRAINT "step_order_id_sales_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"."sales_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_subject_idx" ON "orders"."audit_event" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "keyed_effect_created_idx" ON "orders"."keyed_effect" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "keyed_effect_subject_idx" ON "orders"."keyed_effect" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "outbox_page_idx" ON "orders"."outbox" USING btree ("queue","created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_unsent_idx" ON "orders"."outbox" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "sales_order_member_idx" ON "orders"."sales_order" USING btree ("member_id","placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sales_order_placed_idx" ON "orders"."sales_order" USING btree ("placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sales_order_deadline_idx" ON "orders"."sales_order" USING btree ("deadline_at") WHERE deadline_at is not null;--> statement-breakpoint
CREATE INDEX "sales_order_unpaid_email_idx" ON "orders"."sales_order" USING btree ("email_norm") WHERE deadline_at is not null and member_id is null;--> statement-breakpoint
CREATE INDEX "sales_order_unpaid_client_idx" ON "orders"."sales_order" USING btree ("client_digest") WHERE deadline_at is not null and member_id is null;--> statement-breakpoint
CREATE INDEX "shipment_order_idx" ON "orders"."shipment" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "step_due_idx" ON "orders"."step" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "step_order_idx" ON "orders"."step" USING btree ("order_id");