CREATE TABLE "member"."recovery_code" (
	"member_id" text NOT NULL,
	"slot" text NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_code_member_id_slot_pk" PRIMARY KEY("member_id","slot"),
	CONSTRAINT "recovery_code_slot_form" CHECK ("member"."recovery_code"."slot" ~ '^[0-9]$'),
	CONSTRAINT "recovery_code_hash_bounded" CHECK (length("member"."recovery_code"."hash") between 60 and 200)
);
--> statement-breakpoint
CREATE TABLE "member"."totp" (
	"member_id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"state" text NOT NULL,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"active_at" timestamp (3) with time zone,
	"next_secret" text,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "totp_state_known" CHECK ("member"."totp"."state" in ('pending', 'active')),
	CONSTRAINT "totp_active_since" CHECK (("member"."totp"."state" = 'active') = ("member"."totp"."active_at" is not null)),
	CONSTRAINT "totp_next_since" CHECK (("member"."totp"."next_secret" is null) = ("member"."totp"."next_at" is null)),
	CONSTRAINT "totp_secret_bounded" CHECK (length("member"."totp"."secret") between 16 and 400),
	CONSTRAINT "totp_next_bounded" CHECK (length("member"."totp"."next_secret") between 16 and 400),
	CONSTRAINT "totp_step_bounded" CHECK ("member"."totp"."last_step" >= 0)
);
--> statement-breakpoint
ALTER TABLE "member"."recovery_code" ADD CONSTRAINT "recovery_code_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member"."totp" ADD CONSTRAINT "totp_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;