-- Whether a question to the gateway began after the last time that a payment's money came or was taken back: what an
-- earlier one says of a deposit is older than what is known.
CREATE FUNCTION payment.is_since_turn(pay text, seen int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT FROM payment.payment_event e WHERE e.payment_id = pay AND e.version > seen
                        AND e.name IN ('paid', 'deposit_reversed', 'deposit_returned'))
$$;
--> statement-breakpoint
-- Applies what the gateway says of a payment, however it was learnt. Money that is there counts in every state; what
-- says "no" counts only for the version that was asked about: a late one may speak of an earlier key. That a deposit was
-- taken back, or came again, counts where it was asked for since the last turn.
CREATE OR REPLACE FUNCTION payment.apply_settlement(pay text, seen int, told jsonb, calls jsonb, waits jsonb, request text)
  RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  kind CONSTANT text := told ->> 'kind';
  facts jsonb;
  again timestamptz;
BEGIN
  PERFORM payment.note_calls(calls);
  SELECT * INTO p FROM payment.payment WHERE id = pay FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  -- A mark without amounts: no page was ever opened for it.
  IF p.total_minor = 0 THEN RETURN payment.answer(p, 'is'); END IF;
  facts := jsonb_strip_nulls(jsonb_build_object(
             'payment_key', told -> 'paymentKey', 'webhook_secret_hash', told -> 'secretHash',
             'cash_receipt', told -> 'cashReceipt', 'account', told -> 'account', 'due_at', told -> 'dueAt'))
           || jsonb_build_object('instrument', p.instrument || coalesce(told -> 'instrument', '{}'));

  IF kind = 'paid' THEN
    IF p.state = 'READY' THEN
      p := payment.move(p, 'CONFIRMING', 'confirming', '{}', jsonb_build_object('confirming_at', clock_timestamp()), request);
    END IF;
    IF p.state IN ('CONFIRMING', 'AWAITING_DEPOSIT') THEN
      BEGIN
        RETURN payment.answer(payment.move(p, 'PAID', 'paid', '{}', facts || jsonb_build_object(
                 'paid_at', clock_timestamp(), 'sealed', NULL), request), 'moved');
      EXCEPTION WHEN unique_violation THEN
        -- The reference is paid already: this money is one too many.
        RETURN payment.answer(payment.orphan(p, facts, request), 'moved');
      END;
    ELSIF p.state IN ('FAILED', 'EXPIRED') THEN
      RETURN payment.answer(payment.orphan(p, facts, request), 'moved');
    ELSIF p.state = 'PAID' AND p.reversed_at IS NOT NULL AND payment.is_since_turn(p.id, seen) THEN
      UPDATE payment.difference SET closed_at = clock_timestamp(), note = 'the deposit came again'
        WHERE difference.kind = 'deposit_reversed' AND payment_id = p.id AND closed_at IS NULL;
      p := payment.move(p, 'PAID', 'deposit_returned', '{}', '{"reversed_at": null}', request);
      PERFORM payment.tell(p, 'PAID', NULL, request);
      RETURN payment.answer(p, 'moved');
    END IF;

  ELSIF kind = 'foreign_amount' THEN
    IF p.state IN ('READY', 'CONFIRMING', 'AWAITING_DEPOSIT', 'FAILED', 'EXPIRED') THEN
      RETURN payment.answer(payment.orphan(p, facts || '{"failure": "amount_mismatch", "attention": "amount_mismatch"}',
                                           request), 'moved');
    END IF;

  ELSIF kind = 'awaiting' THEN
    IF p.state = 'READY' THEN
      p := payment.move(p, 'CONFIRMING', 'confirming', '{}', jsonb_build_object('confirming_at', clock_timestamp()), request);
    END IF;
    IF p.state = 'CONFIRMING' THEN
      p := payment.move(p, 'AWAITING_DEPOSIT', 'awaiting_deposit', '{}', facts, request);
      UPDATE payment.payment SET next_look_at = payment.next_deposit_look(p, waits) WHERE id = p.id RETURNING * INTO p;
      RETURN payment.answer(p, 'moved');
    ELSIF p.state = 'AWAITING_DEPOSIT' THEN
      UPDATE payment.payment SET next_look_at = payment.next_deposit_look(p, waits) WHERE id = p.id RETURNING * INTO p;
      RETURN payment.answer(p, 'is');
    ELSIF p.state = 'PAID' AND p.reversed_at IS NULL AND payment.is_since_turn(p.id, seen) THEN
      -- The bank took the deposit back. No state moves: the owner stops what it would send.
      p := payment.move(p, 'PAID', 'deposit_reversed', '{}',
                        jsonb_build_object('reversed_at', clock_timestamp(), 'attention', 'deposit_reversed'), request);
      INSERT INTO payment.difference (day, kind, payment_id)
        VALUES ((clock_timestamp() AT TIME ZONE 'Asia/Seoul')::date, 'deposit_reversed', p.id) ON CONFLICT DO NOTHING;
      PERFORM payment.tell(p, 'PAID', NULL, request);
      RETURN payment.answer(p, 'moved');
    END IF;

  ELSIF kind = 'ended' THEN
    IF p.state = 'ORPHANED' THEN
      RETURN payment.answer(payment.move(p, 'VOIDED', 'voided', '{}', jsonb_build_object('sealed', NULL, 'void_account', NULL,
               -- That another amount was taken stays to be looked into; that it could not go back is over.
               'attention', CASE p.attention WHEN 'amount_mismatch' THEN p.attention END), request), 'moved');
    ELSIF p.state = 'AWAITING_DEPOSIT' THEN
      RETURN payment.answer(payment.move(p, 'EXPIRED', 'expired', '{}', '{"sealed": null}', request), 'moved');
    ELSIF p.state = 'CONFIRMING' AND p.version = seen THEN
      RETURN payment.answer(payment.move(p, 'FAILED', 'failed', '{}', jsonb_build_object(
               'failure', coalesce(told ->> 'why', 'declined'), 'sealed', NULL), request), 'moved');
    END IF;

  ELSIF kind = 'declined' AND p.state = 'CONFIRMING' AND p.version = seen THEN
    RETURN payment.answer(payment.move(p, 'FAILED', 'failed', jsonb_build_object('why', told ->> 'why'),
             jsonb_build_object('failure', told ->> 'why', 'sealed', NULL), request), 'moved');

  ELSIF kind = 'unknown_key' AND p.state = 'CONFIRMING' AND p.version = seen THEN
    IF p.misses >= 4 THEN
      RETURN payment.answer(payment.move(p, 'FAILED', 'failed', '{"why": "key_unknown"}', jsonb_build_object(
               'failure', 'key_unknown', 'misses', p.misses + 1, 'sealed', NULL), request), 'moved');
    END IF;
    RETURN payment.answer(payment.move(p, 'READY', 'key_unknown', '{}', jsonb_build_object(
             'payment_key', NULL, 'confirming_at', NULL, 'misses', p.misses + 1), request), 'moved');
  END IF;

  -- The refusal is stored under its key: the next request has another one.
  IF kind = 'void_refused' AND p.state IN ('ORPHANED', 'AWAITING_DEPOSIT') AND p.version = seen THEN
    RETURN payment.answer(payment.move(p, p.state, 'void_refused', jsonb_build_object('why', told ->> 'why'),
             jsonb_build_object('void_refusals', p.void_refusals + 1, 'attention', 'void_refused',
               'next_look_at', clock_timestamp() + make_interval(secs => (waits ->> 'again')::float8)), request), 'moved');
  END IF;
  -- It cannot go on by itself: people are told once, and the clock comes back each day. An account that was given for it
  -- was refused, and the refusal is stored under its key.
  IF kind = 'stuck' AND p.state = 'ORPHANED' THEN
    IF p.attention IS DISTINCT FROM told ->> 'why' THEN
      p := payment.move(p, p.state, 'attention_raised', jsonb_build_object('why', told ->> 'why'),
             jsonb_build_object('attention', told ->> 'why', 'void_account', NULL,
               'void_refusals', p.void_refusals + CASE WHEN p.void_account IS NULL THEN 0 ELSE 1 END), request);
    END IF;
    UPDATE payment.payment SET next_look_at = clock_timestamp() + interval '1 day' WHERE id = p.id RETURNING * INTO p;
    RETURN payment.answer(p, 'is');
  END IF;
  -- Nothing was learnt that moves it: when to ask again.
  IF p.state IN ('CONFIRMING', 'ORPHANED', 'AWAITING_DEPOSIT') THEN
    UPDATE payment.payment SET next_look_at = clock_timestamp() + make_interval(secs => (waits ->> 'again')::float8)
      WHERE id = p.id RETURNING * INTO p;
  END IF;
  RETURN payment.answer(p, 'is');
END $$;
