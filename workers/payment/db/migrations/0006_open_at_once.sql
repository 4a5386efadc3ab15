-- Makes an attempt with its points held; without a card part it is PAID at once. A repeated one answers what there is.
CREATE OR REPLACE FUNCTION payment.open_attempt(a jsonb, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  wanted payment.payment := jsonb_populate_record(NULL::payment.payment, a);
BEGIN
  SELECT * INTO p FROM payment.payment WHERE id = wanted.id FOR UPDATE;
  IF NOT FOUND THEN
    BEGIN
      INSERT INTO payment.payment (id, purpose, reference, member_id, attempt, currency, total_minor, card_minor,
                                   point_amount, state, gateway, instrument, page, sealed, ready_until)
        VALUES (wanted.id, wanted.purpose, wanted.reference, wanted.member_id, wanted.attempt, wanted.currency,
                wanted.total_minor, wanted.card_minor, wanted.point_amount, 'READY', wanted.gateway, wanted.instrument,
                wanted.page, wanted.sealed, clock_timestamp() + make_interval(secs => (a ->> 'ready_seconds')::int))
        ON CONFLICT (id) DO NOTHING RETURNING * INTO p;
      IF FOUND THEN
        INSERT INTO payment.payment_event (payment_id, version, at, name)
          VALUES (p.id, p.version, clock_timestamp(), 'opened');
        IF p.point_amount > 0 THEN
          IF payment.points_hold(p.id, p.member_id, p.point_amount) <> 'held' THEN
            RAISE EXCEPTION USING ERRCODE = 'PT001';  -- undoes the row: nothing is written
          END IF;
        END IF;
        IF p.card_minor = 0 THEN
          p := payment.move(p, 'PAID', 'paid', '{}',
                            jsonb_build_object('paid_at', clock_timestamp(), 'sealed', NULL), request);
        END IF;
        RETURN payment.answer(p, 'made');
      END IF;
    EXCEPTION
      WHEN SQLSTATE 'PT001' THEN RETURN jsonb_build_object('did', 'points_insufficient');
      -- Another attempt has this number or is still open; or this same one came first by a hair, and was seen in
      -- another index than that of the id.
      WHEN unique_violation THEN NULL;
    END;
    SELECT * INTO p FROM payment.payment WHERE id = wanted.id FOR UPDATE;
    IF NOT FOUND THEN RETURN jsonb_build_object('did', 'mismatched'); END IF;
  END IF;
  IF p.purpose <> wanted.purpose THEN RETURN jsonb_build_object('did', 'mismatched'); END IF;
  -- The mark of an attempt that was ended before it began.
  IF p.state = 'EXPIRED' AND p.total_minor = 0 THEN RETURN payment.answer(p, 'is'); END IF;
  IF (p.reference, p.attempt, p.member_id, p.currency, p.total_minor, p.card_minor, p.point_amount) IS DISTINCT FROM
     (wanted.reference, wanted.attempt, wanted.member_id, wanted.currency, wanted.total_minor, wanted.card_minor,
      wanted.point_amount) THEN
    RETURN jsonb_build_object('did', 'mismatched');
  END IF;
  IF p.state = 'READY' AND p.ready_until <= clock_timestamp() THEN
    p := payment.move(p, 'EXPIRED', 'expired', '{}', '{"sealed": null}', request);
  END IF;
  RETURN payment.answer(p, 'is');
END $$;
