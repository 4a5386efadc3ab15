CREATE TABLE "notification"."consent_reminder" (
	"consent_id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification"."consent_reminder" ADD CONSTRAINT "consent_reminder_consent_id_consent_event_id_fk" FOREIGN KEY ("consent_id") REFERENCES "notification"."consent_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_event_granted_idx" ON "notification"."consent_event" USING btree ("at") WHERE purpose = 'marketing' and granted;