CREATE TABLE "member"."identity" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"linked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "identity_id_form" CHECK ("member"."identity"."id" like 'idn\_%'),
	CONSTRAINT "identity_provider_known" CHECK ("member"."identity"."provider" in ('GOOGLE')),
	CONSTRAINT "identity_subject_bounded" CHECK (length("member"."identity"."subject") between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "member"."member" ADD COLUMN "provider" text DEFAULT 'LOCAL' NOT NULL;--> statement-breakpoint
ALTER TABLE "member"."member" ADD COLUMN "profile_image" text;--> statement-breakpoint
ALTER TABLE "member"."identity" ADD CONSTRAINT "identity_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "identity_issuer_subject_key" ON "member"."identity" USING btree ("issuer","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "identity_member_provider_key" ON "member"."identity" USING btree ("member_id","provider");--> statement-breakpoint
ALTER TABLE "member"."member" ADD CONSTRAINT "member_provider_known" CHECK ("member"."member"."provider" in ('LOCAL', 'GOOGLE')) NOT VALID;--> statement-breakpoint
ALTER TABLE "member"."member" ADD CONSTRAINT "member_picture_host" CHECK ("member"."member"."profile_image" ~ '^https://lh3\.googleusercontent\.com/') NOT VALID;
