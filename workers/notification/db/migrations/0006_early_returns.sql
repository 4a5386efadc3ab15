ALTER TABLE "notification"."webhook_seen" ADD COLUMN "provider_id" text;--> statement-breakpoint
ALTER TABLE "notification"."webhook_seen" ADD COLUMN "kind" text;--> statement-breakpoint
CREATE INDEX "webhook_seen_early_idx" ON "notification"."webhook_seen" USING btree ("at") WHERE provider_id is not null;