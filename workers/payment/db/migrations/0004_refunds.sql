-- The verbs of refunds. The payment's row is locked first: what is given back, and about to be, is counted there.
CREATE FUNCTION payment.refund_answer(p payment.payment, r payment.refund, did text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT payment.answer(p, did) || jsonb_build_object(
    'refund', to_jsonb(r),
    -- What was transferred by hand is still in the gateway's balance.
    'byHandCard', (SELECT coalesce(sum(h.card_minor), 0) FROM payment.refund h
                    WHERE h.payment_id = p.id AND h.by_hand AND h.state = 'DONE'),
    'isOld', r.created_at < clock_timestamp() - interval '14 days')
$$;
--> statement-breakpoint
-- A refund is done: what was reserved is given back, points to the lots they came from.
CREATE FUNCTION payment.finish_refund(p payment.payment, r payment.refund, changes jsonb, request text) RETURNS jsonb
  LANGUAGE plpgsql AS $$
DECLARE
  d payment.refund := jsonb_populate_record(r, changes);
BEGIN
  UPDATE payment.refund SET state = 'DONE', version = version + 1, updated_at = clock_timestamp(),
         settled_at = clock_timestamp(), sealed_account = NULL, next_look_at = NULL, attention = NULL,
         by_hand = d.by_hand, transaction_key = d.transaction_key, settles_at = d.settles_at
    WHERE id = r.id RETURNING * INTO r;
  p := payment.move(p, p.state, 'refunded', jsonb_build_object('refundId', r.id, 'byHand', r.by_hand), jsonb_build_object(
         'refunding_card', p.refunding_card - r.card_minor, 'refunded_card', p.refunded_card + r.card_minor,
         'refunding_points', p.refunding_points - r.point_amount, 'refunded_points', p.refunded_points + r.point_amount), request);
  IF r.point_amount > 0 THEN PERFORM payment.points_return(r.id, p.id, r.point_amount); END IF;
  PERFORM payment.tell(p, r.state, r.id, request);
  RETURN payment.refund_answer(p, r, 'moved');
END $$;
--> statement-breakpoint
-- Reserves a refund. `exceeds`: more than is left, whatever else is asked for at the same moment.
-- A refused one that is asked for again with another account begins anew.
CREATE FUNCTION payment.request_refund(a jsonb, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  r payment.refund;
  wanted payment.refund := jsonb_populate_record(NULL::payment.refund, a);
BEGIN
  SELECT * INTO p FROM payment.payment WHERE id = wanted.payment_id AND purpose = a ->> 'purpose' FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'not_paid'); END IF;
  SELECT * INTO r FROM payment.refund WHERE id = wanted.id FOR UPDATE;
  IF FOUND THEN
    IF (r.payment_id, r.card_minor, r.point_amount) <> (wanted.payment_id, wanted.card_minor, wanted.point_amount) THEN
      RETURN jsonb_build_object('did', 'mismatched');
    END IF;
    IF r.state <> 'REFUSED' OR wanted.sealed_account IS NULL THEN RETURN payment.refund_answer(p, r, 'is'); END IF;
  END IF;
  IF p.state <> 'PAID' THEN RETURN jsonb_build_object('did', 'not_paid'); END IF;
  IF wanted.card_minor > 0 AND p.instrument ->> 'kind' = 'virtual_account' AND wanted.sealed_account IS NULL THEN
    RETURN jsonb_build_object('did', 'account_required');
  END IF;
  IF wanted.card_minor > p.card_minor - p.refunding_card - p.refunded_card
     OR wanted.point_amount > p.point_amount - p.refunding_points - p.refunded_points THEN
    RETURN jsonb_build_object('did', 'exceeds');
  END IF;
  IF r.id IS NOT NULL THEN
    UPDATE payment.refund SET state = 'REQUESTED', version = version + 1, updated_at = clock_timestamp(),
           sealed_account = wanted.sealed_account, attention = NULL, next_look_at = clock_timestamp(), tries = 0
      WHERE id = r.id RETURNING * INTO r;
  ELSE
    INSERT INTO payment.refund (id, payment_id, kind, card_minor, point_amount, state, reason, sealed_account, next_look_at)
      VALUES (wanted.id, p.id, wanted.kind, wanted.card_minor, wanted.point_amount, 'REQUESTED', wanted.reason,
              wanted.sealed_account, clock_timestamp())
      ON CONFLICT (id) DO NOTHING RETURNING * INTO r;
    -- Another payment has it since a moment ago.
    IF NOT FOUND THEN RETURN jsonb_build_object('did', 'mismatched'); END IF;
  END IF;
  p := payment.move(p, p.state, 'refund_requested', jsonb_build_object('refundId', wanted.id), jsonb_build_object(
         'refunding_card', p.refunding_card + wanted.card_minor,
         'refunding_points', p.refunding_points + wanted.point_amount), request);
  -- Points alone: the gateway has nothing to do with it.
  IF r.card_minor = 0 THEN RETURN payment.finish_refund(p, r, '{}', request); END IF;
  RETURN payment.refund_answer(p, r, 'requested');
END $$;
--> statement-breakpoint
-- Takes a refund to the gateway: one at a time for each payment.
CREATE FUNCTION payment.begin_refund(rfd text, lease interval, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
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
  IF r.state <> 'CONFIRMING' THEN RETURN payment.refund_answer(p, r, 'is'); END IF;
  IF r.next_look_at > clock_timestamp() THEN RETURN payment.refund_answer(p, r, 'wait'); END IF;
  UPDATE payment.refund SET next_look_at = clock_timestamp() + lease, tries = tries + 1
    WHERE id = rfd RETURNING * INTO r;
  RETURN payment.refund_answer(p, r, 'look');
END $$;
--> statement-breakpoint
-- Applies what the gateway says of a refund. A time limit never makes one refused.
CREATE FUNCTION payment.settle_refund(rfd text, seen int, told jsonb, calls jsonb, waits jsonb, request text) RETURNS jsonb
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
  UPDATE payment.refund SET next_look_at = clock_timestamp() + make_interval(secs => (waits ->> 'again')::float8)
    WHERE id = rfd RETURNING * INTO r;
  RETURN payment.refund_answer(p, r, 'is');
END $$;
