ALTER TABLE "payment"."difference" ADD COLUMN "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "payment"."difference_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "payment"."payment" ADD COLUMN "void_account" text;--> statement-breakpoint
ALTER TABLE "payment"."refund" ADD COLUMN "note" text;--> statement-breakpoint
CREATE UNIQUE INDEX "difference_id_idx" ON "payment"."difference" USING btree ("id");--> statement-breakpoint
CREATE INDEX "difference_payment_idx" ON "payment"."difference" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "difference_open_idx" ON "payment"."difference" USING btree ("id") WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX "payment_created_idx" ON "payment"."payment" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "payment_attention_idx" ON "payment"."payment" USING btree ("created_at","id") WHERE attention IS NOT NULL;--> statement-breakpoint
CREATE INDEX "refund_transfer_idx" ON "payment"."refund" USING btree ("next_look_at") WHERE state = 'DONE' AND next_look_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "refund_attention_idx" ON "payment"."refund" USING btree ("payment_id") WHERE attention IS NOT NULL;--> statement-breakpoint
-- Emptying what is sealed is no change: the account of an ended attempt's money as well.
CREATE OR REPLACE FUNCTION payment.payment_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  notes CONSTANT text[] := ARRAY['next_look_at', 'tries', 'sealed', 'void_account', 'updated_at'];
BEGIN
  IF (NEW.id, NEW.purpose, NEW.reference, NEW.member_id, NEW.attempt, NEW.currency, NEW.total_minor, NEW.card_minor,
      NEW.point_amount, NEW.gateway, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.purpose, OLD.reference, OLD.member_id, OLD.attempt, OLD.currency, OLD.total_minor, OLD.card_minor,
      OLD.point_amount, OLD.gateway, OLD.created_at) THEN
    RAISE EXCEPTION 'what a payment is for never changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_terms_are_fixed';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
       SELECT FROM payment.transition t
        WHERE t.machine = 'payment' AND t.source = OLD.state AND t.target = NEW.state) THEN
    RAISE EXCEPTION 'no move from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_moves_by_the_table';
  END IF;
  IF NEW.version <> OLD.version + 1
     AND NOT (NEW.version = OLD.version AND to_jsonb(NEW) - notes = to_jsonb(OLD) - notes) THEN
    RAISE EXCEPTION 'a change counts the version up by one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_version_counts';
  END IF;
  RETURN NEW;
END $$;
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
  RETURN q;
END $$;
--> statement-breakpoint
-- A refund is done: what was reserved is given back, points to the lots they came from. One that was refused and is
-- closed by hand has no reserve any more. The transfer to an account is looked at when it should have arrived.
CREATE OR REPLACE FUNCTION payment.finish_refund(p payment.payment, r payment.refund, changes jsonb, request text) RETURNS jsonb
  LANGUAGE plpgsql AS $$
DECLARE
  d payment.refund := jsonb_populate_record(r, changes);
  reserved CONSTANT bigint := CASE r.state WHEN 'REFUSED' THEN 0 ELSE 1 END;
BEGIN
  UPDATE payment.refund SET state = 'DONE', version = version + 1, updated_at = clock_timestamp(),
         settled_at = clock_timestamp(), sealed_account = NULL, next_look_at = d.settles_at, attention = NULL,
         by_hand = d.by_hand, note = d.note, transaction_key = d.transaction_key, settles_at = d.settles_at
    WHERE id = r.id RETURNING * INTO r;
  p := payment.move(p, p.state, 'refunded', jsonb_build_object('refundId', r.id, 'byHand', r.by_hand), jsonb_build_object(
         'refunding_card', p.refunding_card - reserved * r.card_minor, 'refunded_card', p.refunded_card + r.card_minor,
         'refunding_points', p.refunding_points - reserved * r.point_amount,
         'refunded_points', p.refunded_points + r.point_amount), request);
  IF r.point_amount > 0 THEN PERFORM payment.points_return(r.id, p.id, r.point_amount); END IF;
  PERFORM payment.tell(p, r.state, r.id, request);
  RETURN payment.refund_answer(p, r, 'moved');
END $$;
--> statement-breakpoint
-- Reserves a refund. `exceeds`: more than is left, whatever else is asked for at the same moment.
-- A refused one begins anew when it is asked for with another account, or by an administrator (`again`).
CREATE OR REPLACE FUNCTION payment.request_refund(a jsonb, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
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
    IF r.state <> 'REFUSED' OR wanted.sealed_account IS NULL AND a -> 'again' IS NULL THEN
      RETURN payment.refund_answer(p, r, 'is');
    END IF;
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
-- An administrator lets a refused refund begin anew, of a deposit with another account. The points of a charge that were
-- spent meanwhile make it impossible.
CREATE FUNCTION payment.ask_refund_again(rfd text, sealed_text text, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  a jsonb;
  told jsonb;
BEGIN
  SELECT jsonb_build_object('id', r.id, 'purpose', p.purpose, 'payment_id', r.payment_id, 'card_minor', r.card_minor,
           'point_amount', r.point_amount, 'sealed_account', sealed_text, 'again', true)
    INTO a FROM payment.refund r JOIN payment.payment p ON p.id = r.payment_id WHERE r.id = rfd;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  told := payment.request_refund(a, request);
  -- Something else than a refused one, or of a payment that is not paid.
  RETURN CASE WHEN told ->> 'did' IN ('is', 'not_paid') THEN jsonb_build_object('did', 'not_possible') ELSE told END;
EXCEPTION WHEN SQLSTATE 'PT003' THEN RETURN jsonb_build_object('did', 'not_possible');
END $$;
--> statement-breakpoint
-- An administrator has given a refused refund's money back by hand: DONE, its points as ever. Of a refund that is DONE
-- and whose transfer failed, the transfer alone was made by hand: the gateway has booked the cancellation.
CREATE FUNCTION payment.close_refund_by_hand(rfd text, by_note text, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
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
  IF r.state <> 'REFUSED' OR p.state <> 'PAID' THEN RETURN jsonb_build_object('did', 'not_possible'); END IF;
  IF r.card_minor > p.card_minor - p.refunding_card - p.refunded_card
     OR r.point_amount > p.point_amount - p.refunding_points - p.refunded_points THEN
    RETURN jsonb_build_object('did', 'exceeds');
  END IF;
  RETURN payment.finish_refund(p, r, jsonb_build_object('by_hand', true, 'note', by_note), request);
EXCEPTION WHEN SQLSTATE 'PT003' THEN RETURN jsonb_build_object('did', 'not_possible');
END $$;
--> statement-breakpoint
-- An administrator says where the money of an ended attempt goes back to. The cancellation gets another key: a refusal
-- may be stored under the present one. It is in full, so a second one cannot give more back.
CREATE FUNCTION payment.give_void_account(pay text, sealed_text text, lease interval, request text) RETURNS jsonb
  LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
BEGIN
  SELECT * INTO p FROM payment.payment WHERE id = pay FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  IF p.state <> 'ORPHANED' OR p.account IS NULL THEN RETURN jsonb_build_object('did', 'not_possible'); END IF;
  RETURN payment.answer(payment.move(p, p.state, 'void_account_given', '{}', jsonb_build_object(
           'void_account', sealed_text, 'attention', NULL, 'void_refusals', p.void_refusals + 1,
           'next_look_at', clock_timestamp() + lease, 'tries', 1), request), 'moved');
END $$;
--> statement-breakpoint
-- An administrator has dealt with what a payment was shown for. Money of an ended attempt is dealt with by giving it back.
CREATE FUNCTION payment.clear_attention(pay text, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
BEGIN
  SELECT * INTO p FROM payment.payment WHERE id = pay FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  IF p.attention IS NULL OR p.state = 'ORPHANED' THEN RETURN jsonb_build_object('did', 'not_possible'); END IF;
  RETURN payment.answer(payment.move(p, p.state, 'attention_cleared', jsonb_build_object('why', p.attention),
           jsonb_build_object('attention', NULL, 'next_look_at', p.next_look_at, 'tries', p.tries), request), 'moved');
END $$;
--> statement-breakpoint
-- Closes a difference of the books with a note. One that is closed keeps its first note.
CREATE FUNCTION payment.close_difference(wanted bigint, by_member text, by_note text) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  UPDATE payment.difference SET closed_at = clock_timestamp(), closed_by = by_member, note = by_note
    WHERE id = wanted AND closed_at IS NULL;
  IF FOUND THEN RETURN jsonb_build_object('did', 'moved'); END IF;
  RETURN jsonb_build_object('did', CASE WHEN EXISTS (SELECT FROM payment.difference WHERE id = wanted)
                                        THEN 'is' ELSE 'unknown' END);
END $$;
--> statement-breakpoint
-- Applies what the gateway says of a payment, however it was learnt. Money that is there counts in every state; what
-- says "no" counts only for the version that was asked about: a late one may speak of an earlier key.
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
    ELSIF p.state = 'PAID' AND p.reversed_at IS NOT NULL THEN
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
    ELSIF p.state = 'PAID' AND p.reversed_at IS NULL THEN
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
