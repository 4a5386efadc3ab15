CREATE TABLE "member"."passkey" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"slot" smallint NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint DEFAULT 0 NOT NULL,
	"backup_eligible" boolean NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text[] DEFAULT '{}' NOT NULL,
	"aaguid" text NOT NULL,
	"rp_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"suspended_at" timestamp (3) with time zone,
	"second_only" boolean DEFAULT false NOT NULL,
	CONSTRAINT "passkey_id_form" CHECK ("member"."passkey"."id" like 'pky\_%'),
	CONSTRAINT "passkey_slot_bounded" CHECK ("member"."passkey"."slot" between 0 and 9),
	CONSTRAINT "passkey_credential_bounded" CHECK (length("member"."passkey"."credential_id") between 16 and 1400),
	CONSTRAINT "passkey_key_bounded" CHECK (octet_length("member"."passkey"."public_key") between 1 and 1024),
	CONSTRAINT "passkey_counter_bounded" CHECK ("member"."passkey"."counter" between 0 and 4294967295),
	CONSTRAINT "passkey_name_bounded" CHECK (length("member"."passkey"."name") between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "member"."passkey" ADD CONSTRAINT "passkey_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "passkey_credential_key" ON "member"."passkey" USING btree ("credential_id");--> statement-breakpoint
CREATE UNIQUE INDEX "passkey_member_slot_key" ON "member"."passkey" USING btree ("member_id","slot");