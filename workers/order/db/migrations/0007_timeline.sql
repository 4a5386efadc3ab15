CREATE INDEX "dead_message_page_idx" ON "orders"."dead_message" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "dead_message_reference_idx" ON "orders"."dead_message" USING btree ((body #>> '{data,reference}'));--> statement-breakpoint
CREATE INDEX "outbox_aggregate_idx" ON "orders"."outbox" USING btree ((body #>> '{aggregate,id}'));