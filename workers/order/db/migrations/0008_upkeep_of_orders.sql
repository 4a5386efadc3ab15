CREATE INDEX "sales_order_personal_idx" ON "orders"."sales_order" USING btree ("placed_at") WHERE orderer_name <> '';--> statement-breakpoint
CREATE INDEX "sales_order_updated_idx" ON "orders"."sales_order" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "sales_order_paid_idx" ON "orders"."sales_order" USING btree ("paid_at") WHERE paid_at is not null;