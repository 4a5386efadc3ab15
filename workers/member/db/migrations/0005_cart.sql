CREATE TABLE "member"."cart" (
	"member_id" text PRIMARY KEY NOT NULL,
	"items" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_items_bounded" CHECK (jsonb_typeof("member"."cart"."items") = 'array' and jsonb_array_length("member"."cart"."items") <= 40),
	CONSTRAINT "cart_version_written" CHECK ("member"."cart"."version" > 1)
);
--> statement-breakpoint
ALTER TABLE "member"."cart" ADD CONSTRAINT "cart_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;