-- An administrator has given the money of a refund back by hand: DONE, its points as ever. The gateway has refused it, or
-- has said nothing of it for 14 days. Of a refund that is DONE
-- and whose transfer failed, the transfer alone was made by hand: the gateway has booked the cancellation.
CREATE OR REPLACE FUNCTION payment.close_refund_by_hand(rfd text, by_note text, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  r payment.refund;
BEGIN
  SELECT q.* INTO p FROM payment.payment q JOIN payment.refund x ON x.payment_id = q.id WHERE x.id = rfd FOR UPDATE OF q;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  SELECT * INTO r FROM payment.refund WHERE id = rfd FOR UPDATE;
  IF r.state = 'DONE' AND r.attention = 'transfer_failed' THEN
    UPDATE payment.refund SET attention = NULL, note = by_note, version = version + 1, updated_at = clock_timestamp()
      WHERE id = rfd RETURNING * INTO r;
    p := payment.move(p, p.state, 'transfer_made_by_hand', jsonb_build_object('refundId', r.id), '{}', request);
    RETURN payment.refund_answer(p, r, 'moved');
  END IF;
  -- One of which nothing is known for 14 days is not asked for any more: from then on a person may settle it. Its amount
  -- is reserved still.
  IF r.state = 'CONFIRMING' AND p.state = 'PAID' AND r.updated_at < clock_timestamp() - interval '14 days' THEN
    RETURN payment.finish_refund(p, r, jsonb_build_object('by_hand', true, 'note', by_note), request);
  END IF;
  IF r.state <> 'REFUSED' OR p.state <> 'PAID' THEN RETURN jsonb_build_object('did', 'not_possible'); END IF;
  IF r.card_minor > p.card_minor - p.refunding_card - p.refunded_card
     OR r.point_amount > p.point_amount - p.refunding_points - p.refunded_points THEN
    RETURN jsonb_build_object('did', 'exceeds');
  END IF;
  RETURN payment.finish_refund(p, r, jsonb_build_object('by_hand', true, 'note', by_note), request);
EXCEPTION WHEN SQLSTATE 'PT003' THEN RETURN jsonb_build_object('did', 'not_possible');
END $$;
