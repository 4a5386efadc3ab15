ALTER TABLE "payment"."gateway_call" ADD COLUMN "answered" jsonb;--> statement-breakpoint
-- Notes calls to the gateway, and what a success said of the money.
CREATE OR REPLACE FUNCTION payment.note_calls(calls jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.gateway_call (payment_id, refund_id, verb, key, at, ms, http_status, code, answered)
  SELECT c."paymentId", c."refundId", c.verb, c.key, clock_timestamp(), c.ms, c."httpStatus", c.code,
         nullif(c.answered, 'null')
    FROM jsonb_to_recordset(calls) AS c("paymentId" text, "refundId" text, verb text, key text, ms int, "httpStatus" int,
                                        code text, answered jsonb)
$$;
