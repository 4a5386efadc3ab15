CREATE SCHEMA IF NOT EXISTS "catalog";
--> statement-breakpoint
CREATE TABLE "catalog"."attribute" (
	"key" text PRIMARY KEY NOT NULL,
	"name_ko" text DEFAULT '' NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalog"."attribute_value" (
	"attribute_key" text NOT NULL,
	"key" text NOT NULL,
	"label_ko" text DEFAULT '' NOT NULL,
	"label_en" text DEFAULT '' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "attribute_value_attribute_key_key_pk" PRIMARY KEY("attribute_key","key")
);
--> statement-breakpoint
CREATE TABLE "catalog"."brand" (
	"slug" text PRIMARY KEY NOT NULL,
	"name_ko" text DEFAULT '' NOT NULL,
	"name_en" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalog"."category" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"parent_id" text,
	"name_ko" text DEFAULT '' NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"description_ko" text DEFAULT '' NOT NULL,
	"description_en" text DEFAULT '' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "category_slug_key" UNIQUE("slug"),
	CONSTRAINT "category_not_its_own_parent" CHECK (parent_id <> id)
);
--> statement-breakpoint
CREATE TABLE "catalog"."collection" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title_ko" text DEFAULT '' NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "collection_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "catalog"."collection_product" (
	"collection_id" text NOT NULL,
	"product_id" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "collection_product_collection_id_product_id_pk" PRIMARY KEY("collection_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "catalog"."product" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"category_id" text NOT NULL,
	"brand_slug" text NOT NULL,
	"title_ko" text DEFAULT '' NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"description_ko" text DEFAULT '' NOT NULL,
	"description_en" text DEFAULT '' NOT NULL,
	"keywords" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"options" jsonb DEFAULT '[]' NOT NULL,
	"popularity" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"price_minor" bigint,
	"price_max_minor" bigint,
	"compare_at_minor" bigint,
	"currency" char(3),
	"in_stock" boolean DEFAULT false NOT NULL,
	CONSTRAINT "product_slug_key" UNIQUE("slug"),
	CONSTRAINT "product_status_known" CHECK (status in ('draft', 'active', 'archived')),
	CONSTRAINT "product_named" CHECK (title_ko <> '' or title_en <> ''),
	CONSTRAINT "product_options_list" CHECK (jsonb_typeof(options) = 'array')
);
--> statement-breakpoint
CREATE TABLE "catalog"."product_attribute" (
	"product_id" text NOT NULL,
	"attribute_key" text NOT NULL,
	"value_key" text NOT NULL,
	CONSTRAINT "product_attribute_product_id_attribute_key_value_key_pk" PRIMARY KEY("product_id","attribute_key","value_key")
);
--> statement-breakpoint
CREATE TABLE "catalog"."product_media" (
	"product_id" text NOT NULL,
	"position" smallint NOT NULL,
	"picture_id" char(64) NOT NULL,
	"alt_ko" text DEFAULT '' NOT NULL,
	"alt_en" text DEFAULT '' NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"thumbhash" text NOT NULL,
	CONSTRAINT "product_media_product_id_position_pk" PRIMARY KEY("product_id","position"),
	CONSTRAINT "product_media_sha256" CHECK (picture_id ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "product_media_size" CHECK (width > 0 and height > 0)
);
--> statement-breakpoint
CREATE TABLE "catalog"."stock_level" (
	"sku" text PRIMARY KEY NOT NULL,
	"on_hand" integer DEFAULT 0 NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_level_never_oversold" CHECK (reserved between 0 and on_hand)
);
--> statement-breakpoint
CREATE TABLE "catalog"."stock_movement" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalog"."stock_movement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sku" text NOT NULL,
	"delta" integer NOT NULL,
	"reason" text NOT NULL,
	"reference" text NOT NULL,
	"principal" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_movement_moves" CHECK (delta <> 0),
	CONSTRAINT "stock_movement_reason_known" CHECK (reason in ('initial', 'received', 'counted', 'returned', 'damaged', 'sold'))
);
--> statement-breakpoint
CREATE TABLE "catalog"."variant" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"sku" text NOT NULL,
	"option_values" text[] DEFAULT '{}' NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"compare_at_minor" bigint,
	"weight_grams" integer DEFAULT 0 NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "variant_sku_key" UNIQUE("sku"),
	CONSTRAINT "variant_price_whole" CHECK (price_minor >= 0),
	CONSTRAINT "variant_compare_above" CHECK (compare_at_minor > price_minor),
	CONSTRAINT "variant_weight_whole" CHECK (weight_grams >= 0),
	CONSTRAINT "variant_currency_known" CHECK (currency in ('KRW', 'USD', 'JPY', 'EUR'))
);
--> statement-breakpoint
ALTER TABLE "catalog"."attribute_value" ADD CONSTRAINT "attribute_value_attribute_key_attribute_key_fk" FOREIGN KEY ("attribute_key") REFERENCES "catalog"."attribute"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."category" ADD CONSTRAINT "category_parent_id_category_id_fk" FOREIGN KEY ("parent_id") REFERENCES "catalog"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."collection_product" ADD CONSTRAINT "collection_product_collection_id_collection_id_fk" FOREIGN KEY ("collection_id") REFERENCES "catalog"."collection"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."collection_product" ADD CONSTRAINT "collection_product_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "catalog"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."product" ADD CONSTRAINT "product_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "catalog"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."product" ADD CONSTRAINT "product_brand_slug_brand_slug_fk" FOREIGN KEY ("brand_slug") REFERENCES "catalog"."brand"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."product_attribute" ADD CONSTRAINT "product_attribute_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "catalog"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."product_attribute" ADD CONSTRAINT "product_attribute_value_fk" FOREIGN KEY ("attribute_key","value_key") REFERENCES "catalog"."attribute_value"("attribute_key","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."product_media" ADD CONSTRAINT "product_media_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "catalog"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog"."stock_level" ADD CONSTRAINT "stock_level_sku_variant_sku_fk" FOREIGN KEY ("sku") REFERENCES "catalog"."variant"("sku") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "catalog"."variant" ADD CONSTRAINT "variant_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "catalog"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "category_parent_idx" ON "catalog"."category" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "collection_product_order_idx" ON "catalog"."collection_product" USING btree ("collection_id","position");--> statement-breakpoint
CREATE INDEX "product_category_idx" ON "catalog"."product" USING btree ("category_id","popularity" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "product_brand_idx" ON "catalog"."product" USING btree ("brand_slug");--> statement-breakpoint
CREATE INDEX "product_popular_idx" ON "catalog"."product" USING btree ("popularity" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "product_newest_idx" ON "catalog"."product" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "product_price_idx" ON "catalog"."product" USING btree ("price_minor","id") WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "product_attribute_value_idx" ON "catalog"."product_attribute" USING btree ("attribute_key","value_key","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_movement_reference_key" ON "catalog"."stock_movement" USING btree ("sku","reference");--> statement-breakpoint
CREATE UNIQUE INDEX "variant_options_key" ON "catalog"."variant" USING btree ("product_id","option_values");