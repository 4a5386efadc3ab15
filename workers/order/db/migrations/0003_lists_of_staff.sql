CREATE INDEX "attempt_instrument_idx" ON "orders"."attempt" USING btree ("instrument","payment_id");--> statement-breakpoint
CREATE INDEX "change_state_idx" ON "orders"."change" USING btree ("state","order_id");--> statement-breakpoint
CREATE INDEX "sales_order_state_idx" ON "orders"."sales_order" USING btree ("state","placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sales_order_attention_idx" ON "orders"."sales_order" USING btree ("placed_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE attention is not null;--> statement-breakpoint
CREATE INDEX "sales_order_points_idx" ON "orders"."sales_order" USING btree ("placed_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE payment_id is not null and card_minor = 0;--> statement-breakpoint
CREATE INDEX "sales_order_number_idx" ON "orders"."sales_order" USING btree (number collate "C");--> statement-breakpoint
CREATE INDEX "sales_order_email_idx" ON "orders"."sales_order" USING btree (email_norm collate "C");--> statement-breakpoint
CREATE INDEX "sales_order_orderer_idx" ON "orders"."sales_order" USING btree (lower(orderer_name) collate "C");--> statement-breakpoint
CREATE INDEX "sales_order_recipient_idx" ON "orders"."sales_order" USING btree (lower(recipient) collate "C");--> statement-breakpoint
CREATE INDEX "sales_order_orderer_phone_idx" ON "orders"."sales_order" USING btree (reverse(regexp_replace(orderer_phone, '\D', '', 'g')) collate "C");--> statement-breakpoint
CREATE INDEX "sales_order_phone_idx" ON "orders"."sales_order" USING btree (reverse(regexp_replace(phone, '\D', '', 'g')) collate "C");--> statement-breakpoint
CREATE INDEX "shipment_state_idx" ON "orders"."shipment" USING btree ("state","order_id");