CREATE TABLE "member"."consent" (
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_member_id_kind_version_pk" PRIMARY KEY("member_id","kind","version"),
	CONSTRAINT "consent_kind_known" CHECK ("member"."consent"."kind" in ('terms', 'privacy', 'age14'))
);
--> statement-breakpoint
ALTER TABLE "member"."consent" ADD CONSTRAINT "consent_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- What was agreed to can be added to and read, never changed.
REVOKE UPDATE, DELETE ON member.consent FROM edgemart_member;
