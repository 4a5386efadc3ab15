-- Takes an attempt to the gateway without a key of its page: an account is opened, or a test card typed, at our own
-- address. Committed before the call, as `begin_confirm`; what it leads to is looked up by our own id.
CREATE FUNCTION payment.begin_keyless(purposed text, pay text, amount bigint, lease interval, request text)
  RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
BEGIN
  SELECT * INTO p FROM payment.payment WHERE id = pay AND purpose = purposed FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  IF p.state NOT IN ('READY', 'CONFIRMING') THEN RETURN payment.answer(p, 'is'); END IF;
  IF p.state = 'READY' AND p.ready_until <= clock_timestamp() THEN
    RETURN payment.answer(payment.move(p, 'EXPIRED', 'expired', '{}', '{"sealed": null}', request), 'is');
  END IF;
  IF amount <> p.card_minor THEN RETURN payment.answer(p, 'mismatch'); END IF;
  IF p.state = 'CONFIRMING' THEN
    IF p.next_look_at > clock_timestamp() THEN RETURN payment.answer(p, 'wait'); END IF;
    UPDATE payment.payment SET next_look_at = clock_timestamp() + lease, tries = tries + 1
      WHERE id = p.id RETURNING * INTO p;
    RETURN payment.answer(p, 'look');
  END IF;
  p := payment.move(p, 'CONFIRMING', 'confirming', '{"keyless": true}', jsonb_build_object(
         'confirming_at', clock_timestamp(), 'next_look_at', clock_timestamp() + lease, 'tries', 1), request);
  RETURN payment.answer(p, 'call');
END $$;
