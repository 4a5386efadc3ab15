CREATE TABLE "notification"."consent_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification"."consent_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"member_id" text NOT NULL,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"granted" boolean NOT NULL,
	"source" text NOT NULL,
	"text_version" text NOT NULL,
	"request_id" text,
	CONSTRAINT "consent_event_purpose_known" CHECK (purpose in ('marketing', 'marketing_night')),
	CONSTRAINT "consent_event_channel_known" CHECK (channel in ('email', 'push', 'sms')),
	CONSTRAINT "consent_event_source_known" CHECK (source in ('form', 'one_click', 'complaint', 'admin', 'deletion'))
);
--> statement-breakpoint
CREATE INDEX "consent_event_newest_idx" ON "notification"."consent_event" USING btree ("member_id","purpose","channel","id" DESC NULLS LAST);--> statement-breakpoint
REVOKE UPDATE, DELETE ON notification.consent_event FROM edgemart_notification;--> statement-breakpoint
-- Consent of now is the newest row: silence is none.
CREATE FUNCTION notification.has_consent(of_member text, for_purpose text, by_channel text) RETURNS boolean LANGUAGE sql STABLE
  RETURN coalesce((SELECT c.granted FROM notification.consent_event c
                    WHERE c.member_id = of_member AND c.purpose = for_purpose AND c.channel = by_channel
                    ORDER BY c.id DESC NULLS LAST LIMIT 1), false);--> statement-breakpoint
-- Between 21:00 and 08:00 in Korea (UTC+9, no summer time): when that night ends; null by day.
CREATE FUNCTION notification.night_ends(moment timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN seoul::time >= '21:00' THEN ((seoul::date + 1 + time '08:00') - interval '9 hours') AT TIME ZONE 'UTC'
              WHEN seoul::time < '08:00' THEN ((seoul::date + time '08:00') - interval '9 hours') AT TIME ZONE 'UTC' END
    FROM (SELECT moment AT TIME ZONE 'UTC' + interval '9 hours' AS seoul) AS there
$$;
