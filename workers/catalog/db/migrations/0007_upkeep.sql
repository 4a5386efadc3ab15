CREATE INDEX "audit_event_at_idx" ON "catalog"."audit_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "keyed_effect_created_idx" ON "catalog"."keyed_effect" USING btree ("created_at");