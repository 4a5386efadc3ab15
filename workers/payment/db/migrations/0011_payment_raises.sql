-- Writes `payment.attention_raised` for those who run the shop; the queue is that of contracts/events/routes.ts.
CREATE FUNCTION payment.tell_attention(p payment.payment, why text, refund text, request text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.outbox (id, queue, body)
  SELECT e.id || '@edgemart-notify', 'edgemart-notify', jsonb_build_object(
           'id', e.id, 'type', 'payment.attention_raised', 'version', 1, 'source', 'payment',
           'occurredAt', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'aggregate', jsonb_build_object('type', 'payment', 'id', p.id, 'sequence', p.version),
           'correlationId', request,
           'data', jsonb_strip_nulls(jsonb_build_object(
             'purpose', p.purpose, 'reference', p.reference, 'paymentId', p.id, 'reason', why, 'refundId', refund)))
    FROM (SELECT payment.new_event_id() AS id) AS e
$$;
--> statement-breakpoint
-- Changes a locked payment, with everything that belongs to the change: version, event, points, outbox.
-- `changes` are columns by name; a wait that is not named there ends.
CREATE OR REPLACE FUNCTION payment.move(p payment.payment, target text, happened text, about jsonb, changes jsonb, request text)
  RETURNS payment.payment LANGUAGE plpgsql AS $$
DECLARE
  q payment.payment;
BEGIN
  q := jsonb_populate_record(p, jsonb_build_object('next_look_at', NULL, 'tries', 0) || changes
         || jsonb_build_object('state', target, 'version', p.version + 1, 'updated_at', clock_timestamp()));
  UPDATE payment.payment SET
      state = q.state, version = q.version, updated_at = q.updated_at, payment_key = q.payment_key,
      instrument = q.instrument, account = q.account, webhook_secret_hash = q.webhook_secret_hash,
      cash_receipt = q.cash_receipt, sealed = q.sealed, ready_until = q.ready_until, due_at = q.due_at,
      confirming_at = q.confirming_at, next_look_at = q.next_look_at, tries = q.tries, misses = q.misses,
      failure = q.failure, attention = q.attention, void_refusals = q.void_refusals, void_account = q.void_account,
      refunding_card = q.refunding_card, refunded_card = q.refunded_card,
      refunding_points = q.refunding_points, refunded_points = q.refunded_points,
      reversed_at = q.reversed_at, paid_at = q.paid_at
    WHERE id = p.id RETURNING * INTO q;
  INSERT INTO payment.payment_event (payment_id, version, at, name, data)
    VALUES (q.id, q.version, clock_timestamp(), happened, about);
  IF q.state <> p.state THEN
    -- Points are spent with PAID and free with the end of an attempt: a hold cannot outlive its payment.
    IF q.point_amount > 0 AND q.state = 'PAID' THEN PERFORM payment.points_post(q.id); END IF;
    IF q.point_amount > 0 AND q.state IN ('FAILED', 'EXPIRED') THEN PERFORM payment.points_void(q.id); END IF;
    IF q.state IN ('PAID', 'AWAITING_DEPOSIT', 'FAILED', 'EXPIRED', 'ORPHANED', 'VOIDED') THEN
      PERFORM payment.tell(q, q.state, NULL, request);
    END IF;
  END IF;
  IF q.attention IS DISTINCT FROM p.attention AND q.attention IS NOT NULL THEN
    PERFORM payment.tell_attention(q, q.attention, NULL, request);
  ELSIF happened IN ('refund_refused', 'refund_unresolved', 'transfer_failed') THEN
    -- The refund has the mark; its payment notes what happened.
    PERFORM payment.tell_attention(q, happened, about ->> 'refundId', request);
  END IF;
  RETURN q;
END $$;
