CREATE TABLE "member"."email_hold" (
	"email_norm" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "email_hold_ends" CHECK ("member"."email_hold"."until" > "member"."email_hold"."since")
);
--> statement-breakpoint
ALTER TABLE "member"."email_hold" ADD CONSTRAINT "email_hold_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "member"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_hold_member_idx" ON "member"."email_hold" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "email_hold_until_idx" ON "member"."email_hold" USING btree ("until");--> statement-breakpoint
-- Looks after the unique index has let the row pass: who waited there for the one that left the address sees its hold.
CREATE FUNCTION "member"."refuse_held_email"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.deleted_at IS NULL AND EXISTS (
    SELECT FROM member.email_hold h
     WHERE h.email_norm = new.email_norm AND h.member_id <> new.id AND h.until > clock_timestamp()
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'unique_violation', CONSTRAINT = 'member_email_norm_key', MESSAGE = 'the address is held';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "member_email_held" AFTER INSERT OR UPDATE OF "email_norm" ON "member"."member"
  FOR EACH ROW EXECUTE FUNCTION "member"."refuse_held_email"();
