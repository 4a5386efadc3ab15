-- What gateways send is a hint to look. `taken_at` is the lease of a hint, so that a flood of them makes one look.
ALTER TABLE payment.webhook ADD COLUMN taken_at timestamp (3) with time zone;
--> statement-breakpoint
-- When a call was made is PostgreSQL's time: a Worker's clock may be wrong.
CREATE OR REPLACE FUNCTION payment.note_calls(calls jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.gateway_call (payment_id, refund_id, verb, key, at, ms, http_status, code)
  SELECT c."paymentId", c."refundId", c.verb, c.key, clock_timestamp(), c.ms, c."httpStatus", c.code
    FROM jsonb_to_recordset(calls) AS c("paymentId" text, "refundId" text, verb text, key text, ms int, "httpStatus" int,
                                        code text)
$$;
--> statement-breakpoint
-- Decides on the hints of one payment. `look`: this caller asks the gateway; `soon`: it was asked less than 5 seconds
-- ago, or is being asked; `nothing`: there is none, or none that could change anything.
CREATE FUNCTION payment.take_webhooks(pay text, lease interval) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  dropped int;
BEGIN
  SELECT * INTO p FROM payment.payment WHERE id = pay FOR UPDATE;
  -- A deposit's callback carries the secret of the account's answer; digests are compared.
  UPDATE payment.webhook w SET handled_at = clock_timestamp(), status = 'DROPPED'
    WHERE w.payment_id = pay AND w.handled_at IS NULL AND w.secret_hash <> p.webhook_secret_hash;
  GET DIAGNOSTICS dropped = ROW_COUNT;
  IF NOT EXISTS (SELECT FROM payment.webhook w WHERE w.payment_id = pay AND w.handled_at IS NULL) THEN
    RETURN jsonb_build_object('did', 'nothing', 'dropped', dropped);
  END IF;
  -- No one was asked for money of it yet, or it is final for a card: nothing could have changed.
  IF p.id IS NULL OR p.card_minor = 0 OR p.state IN ('VOIDED', 'READY')
     OR p.state = 'PAID' AND p.instrument ->> 'kind' <> 'virtual_account'
     OR p.state = 'EXPIRED' AND p.confirming_at IS NULL AND p.misses = 0 THEN
    UPDATE payment.webhook w SET handled_at = clock_timestamp() WHERE w.payment_id = pay AND w.handled_at IS NULL;
    RETURN jsonb_build_object('did', 'nothing', 'dropped', dropped);
  END IF;
  IF p.state = 'CONFIRMING' AND p.next_look_at > clock_timestamp()
     OR EXISTS (SELECT FROM payment.webhook w WHERE w.payment_id = pay AND w.taken_at > clock_timestamp() - lease
                                                AND w.handled_at IS NULL)
     OR EXISTS (SELECT FROM payment.gateway_call c WHERE c.payment_id = pay AND c.at > clock_timestamp() - interval '5 seconds') THEN
    RETURN jsonb_build_object('did', 'soon', 'dropped', dropped);
  END IF;
  UPDATE payment.webhook w SET taken_at = clock_timestamp() WHERE w.payment_id = pay AND w.handled_at IS NULL;
  RETURN payment.answer(p, 'look') || jsonb_build_object('dropped', dropped);
END $$;
