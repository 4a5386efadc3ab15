-- What is known of a refund's end: one that is not known for 14 days is only looked for, and a transfer to an account is
-- looked at when it should have arrived.

-- A refund is old 14 days after it was sent to the gateway: the gateway may forget its key after 15.
CREATE OR REPLACE FUNCTION payment.refund_answer(p payment.payment, r payment.refund, did text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT payment.answer(p, did) || jsonb_build_object(
    'refund', to_jsonb(r),
    -- What was transferred by hand is still in the gateway's balance.
    'byHandCard', (SELECT coalesce(sum(h.card_minor), 0) FROM payment.refund h
                    WHERE h.payment_id = p.id AND h.by_hand AND h.state = 'DONE'),
    'isOld', r.updated_at < clock_timestamp() - interval '14 days')
$$;
--> statement-breakpoint
-- Takes a refund to the gateway: one at a time for each payment. `transfer`: the money of one that is DONE should have
-- arrived, and this caller looks.
CREATE OR REPLACE FUNCTION payment.begin_refund(rfd text, lease interval, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  r payment.refund;
BEGIN
  SELECT q.* INTO p FROM payment.payment q JOIN payment.refund x ON x.payment_id = q.id WHERE x.id = rfd FOR UPDATE OF q;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  SELECT * INTO r FROM payment.refund WHERE id = rfd FOR UPDATE;
  IF r.state = 'REQUESTED' THEN
    IF EXISTS (SELECT FROM payment.refund o WHERE o.payment_id = p.id AND o.state = 'CONFIRMING') THEN
      UPDATE payment.refund SET next_look_at = clock_timestamp() + interval '5 seconds' WHERE id = rfd RETURNING * INTO r;
      RETURN payment.refund_answer(p, r, 'wait');
    END IF;
    p := payment.move(p, p.state, 'refund_sent', jsonb_build_object('refundId', r.id), '{}', request);
    UPDATE payment.refund SET state = 'CONFIRMING', version = version + 1, updated_at = clock_timestamp(),
           next_look_at = clock_timestamp() + lease, tries = 1
      WHERE id = rfd RETURNING * INTO r;
    RETURN payment.refund_answer(p, r, 'call');
  END IF;
  IF r.state = 'REFUSED' OR r.next_look_at IS NULL THEN RETURN payment.refund_answer(p, r, 'is'); END IF;
  IF r.next_look_at > clock_timestamp() THEN
    RETURN payment.refund_answer(p, r, CASE r.state WHEN 'DONE' THEN 'is' ELSE 'wait' END);
  END IF;
  UPDATE payment.refund SET next_look_at = clock_timestamp() + lease, tries = tries + 1
    WHERE id = rfd RETURNING * INTO r;
  RETURN payment.refund_answer(p, r, CASE r.state WHEN 'DONE' THEN 'transfer' ELSE 'look' END);
END $$;
--> statement-breakpoint
-- Applies what the gateway says of a refund. A time limit never makes one refused.
CREATE OR REPLACE FUNCTION payment.settle_refund(rfd text, seen int, told jsonb, calls jsonb, waits jsonb, request text) RETURNS jsonb
  LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  r payment.refund;
  kind CONSTANT text := told ->> 'kind';
BEGIN
  PERFORM payment.note_calls(calls);
  SELECT q.* INTO p FROM payment.payment q JOIN payment.refund x ON x.payment_id = q.id WHERE x.id = rfd FOR UPDATE OF q;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  SELECT * INTO r FROM payment.refund WHERE id = rfd FOR UPDATE;
  IF r.state = 'DONE' AND r.next_look_at IS NOT NULL THEN RETURN payment.settle_transfer(p, r, told, request); END IF;
  IF r.state <> 'CONFIRMING' THEN RETURN payment.refund_answer(p, r, 'is'); END IF;
  IF kind = 'done' THEN
    RETURN payment.finish_refund(p, r, jsonb_build_object(
      'transaction_key', told -> 'transactionKey',
      -- The money of a deposit is at its account after about two business days.
      'settles_at', CASE WHEN p.instrument ->> 'kind' = 'virtual_account' THEN clock_timestamp() + interval '2 days' END), request);
  END IF;
  IF kind = 'refused' AND r.version = seen THEN
    UPDATE payment.refund SET state = 'REFUSED', version = version + 1, updated_at = clock_timestamp(),
           refusals = refusals + 1, refusal = told ->> 'why', attention = 'refund_refused', sealed_account = NULL,
           next_look_at = NULL
      WHERE id = rfd RETURNING * INTO r;
    p := payment.move(p, p.state, 'refund_refused', jsonb_build_object('refundId', r.id, 'why', told ->> 'why'),
           jsonb_build_object('refunding_card', p.refunding_card - r.card_minor,
                              'refunding_points', p.refunding_points - r.point_amount), request);
    PERFORM payment.tell(p, r.state, r.id, request);
    RETURN payment.refund_answer(p, r, 'moved');
  END IF;
  IF r.updated_at < clock_timestamp() - interval '14 days' THEN
    IF r.attention IS NULL THEN
      -- Since when it is at the gateway stays what it is.
      UPDATE payment.refund SET attention = 'refund_unresolved', version = version + 1 WHERE id = rfd RETURNING * INTO r;
      p := payment.move(p, p.state, 'refund_unresolved', jsonb_build_object('refundId', r.id), '{}', request);
    END IF;
    UPDATE payment.refund SET next_look_at = clock_timestamp() + interval '1 hour' WHERE id = rfd RETURNING * INTO r;
    RETURN payment.refund_answer(p, r, 'is');
  END IF;
  UPDATE payment.refund SET next_look_at = clock_timestamp() + make_interval(secs => (waits ->> 'again')::float8)
    WHERE id = rfd RETURNING * INTO r;
  RETURN payment.refund_answer(p, r, 'is');
END $$;
--> statement-breakpoint
-- Applies what the gateway says of the transfer of a refund that is DONE. A failed one leaves it DONE, because the gateway
-- has booked the cancellation: people are told, who make the transfer by hand and note it.
CREATE FUNCTION payment.settle_transfer(p payment.payment, r payment.refund, told jsonb, request text) RETURNS jsonb
  LANGUAGE plpgsql AS $$
BEGIN
  IF told ->> 'transfer' = 'failed' THEN
    UPDATE payment.refund SET attention = 'transfer_failed', version = version + 1, updated_at = clock_timestamp(),
           next_look_at = NULL
      WHERE id = r.id RETURNING * INTO r;
    p := payment.move(p, p.state, 'transfer_failed', jsonb_build_object('refundId', r.id), '{}', request);
    RETURN payment.refund_answer(p, r, 'moved');
  END IF;
  UPDATE payment.refund SET next_look_at =
         CASE WHEN told ->> 'transfer' = 'arrived' THEN NULL ELSE clock_timestamp() + interval '6 hours' END
    WHERE id = r.id RETURNING * INTO r;
  RETURN payment.refund_answer(p, r, 'is');
END $$;
