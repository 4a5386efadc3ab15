-- The verbs of attempts that must look again after locking: each is called as one statement. "now" is clock_timestamp().
-- An id of an event: TypeID 0.3, `evt_` and a UUIDv7 in base32.
CREATE FUNCTION payment.new_event_id() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT 'evt_' || string_agg(
           substr('0123456789abcdefghjkmnpqrstvwxyz', substring(bits FROM 1 + 5 * i FOR 5)::bit(5)::int + 1, 1), '' ORDER BY i)
    FROM (SELECT B'00' || ('x' || replace(uuidv7()::text, '-', ''))::bit(128) AS bits) AS b, generate_series(0, 25) AS i
$$;
--> statement-breakpoint
-- Writes `payment.changed` for the queue of the payment's purpose; the queues are those of contracts/events/routes.ts.
CREATE FUNCTION payment.tell(p payment.payment, told text, refund text, request text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.outbox (id, queue, body)
  SELECT e.id || '@' || e.queue, e.queue, jsonb_build_object(
           'id', e.id, 'type', 'payment.changed', 'version', 1, 'source', 'payment',
           'occurredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'aggregate', jsonb_build_object('type', 'payment', 'id', p.id, 'sequence', p.version),
           'correlationId', request,
           'data', jsonb_strip_nulls(jsonb_build_object(
             'purpose', p.purpose, 'reference', p.reference, 'paymentId', p.id, 'state', told, 'refundId', refund)))
    FROM (SELECT payment.new_event_id() AS id, CASE p.purpose WHEN 'order' THEN 'edgemart-order' END AS queue) AS e
   WHERE e.queue IS NOT NULL
$$;
--> statement-breakpoint
-- Changes a locked payment, with everything that belongs to the change: version, event, points, outbox.
-- `changes` are columns by name; a wait that is not named there ends.
CREATE FUNCTION payment.move(p payment.payment, target text, happened text, about jsonb, changes jsonb, request text)
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
      failure = q.failure, attention = q.attention, void_refusals = q.void_refusals,
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
-- What a verb is answered: what it did, the row as it is now, whether a wait of the row is over, and the events to send.
CREATE FUNCTION payment.answer(p payment.payment, did text) RETURNS jsonb LANGUAGE sql VOLATILE AS $$
  SELECT jsonb_build_object(
    'did', did, 'row', to_jsonb(p),
    'isLongUnknown', coalesce(p.confirming_at < clock_timestamp() - interval '11 minutes', false),
    'isOverdue', coalesce(p.due_at < clock_timestamp() - interval '10 minutes', false),
    'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'queue', o.queue, 'body', o.body)), '[]')
                 FROM payment.outbox o
                WHERE o.sent_at IS NULL AND o.created_at = now()::timestamptz(3) AND o.body #>> '{aggregate,id}' = p.id))
$$;
--> statement-breakpoint
-- Makes an attempt with its points held; without a card part it is PAID at once. A repeated one answers what there is.
CREATE FUNCTION payment.open_attempt(a jsonb, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
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
      -- Another attempt has this number, or is still open.
      WHEN unique_violation THEN RETURN jsonb_build_object('did', 'mismatched');
    END;
    SELECT * INTO p FROM payment.payment WHERE id = wanted.id FOR UPDATE;
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
--> statement-breakpoint
-- Takes an attempt to be confirmed: committed before the gateway is called. `call`: this caller makes the call;
-- `look`: an earlier call's outcome is unknown and its lease is over; `wait`: someone else is at it.
-- A key of null goes on with the one the row has.
CREATE FUNCTION payment.begin_confirm(purposed text, pay text, key text, amount bigint, lease interval, request text)
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
  IF p.state = 'READY' THEN
    IF key IS NULL THEN RETURN payment.answer(p, 'no_key'); END IF;
    BEGIN
      p := payment.move(p, 'CONFIRMING', 'confirming', '{}', jsonb_build_object(
             'payment_key', key, 'confirming_at', clock_timestamp(),
             'next_look_at', clock_timestamp() + lease, 'tries', 1), request);
    EXCEPTION WHEN unique_violation THEN RETURN payment.answer(p, 'key_taken');
    END;
    RETURN payment.answer(p, 'call');
  END IF;
  IF key <> p.payment_key THEN RETURN payment.answer(p, 'mismatch'); END IF;
  IF p.next_look_at > clock_timestamp() THEN RETURN payment.answer(p, 'wait'); END IF;
  UPDATE payment.payment SET next_look_at = clock_timestamp() + lease, tries = tries + 1
    WHERE id = p.id RETURNING * INTO p;
  RETURN payment.answer(p, 'look');
END $$;
--> statement-breakpoint
-- Notes calls to the gateway.
CREATE FUNCTION payment.note_calls(calls jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.gateway_call (payment_id, refund_id, verb, key, at, ms, http_status, code)
  SELECT c."paymentId", c."refundId", c.verb, c.key, c.at, c.ms, c."httpStatus", c.code
    FROM jsonb_to_recordset(calls) AS c("paymentId" text, "refundId" text, verb text, key text, at timestamptz, ms int,
                                        "httpStatus" int, code text)
$$;
--> statement-breakpoint
-- Notes that money which the gateway has belongs to no purchase: it is given back at once.
CREATE FUNCTION payment.orphan(p payment.payment, facts jsonb, request text) RETURNS payment.payment
  LANGUAGE plpgsql AS $$
BEGIN
  IF p.state = 'CONFIRMING' THEN p := payment.move(p, 'FAILED', 'failed', '{}', facts, request); END IF;
  IF p.state IN ('READY', 'AWAITING_DEPOSIT') THEN p := payment.move(p, 'EXPIRED', 'expired', '{}', facts, request); END IF;
  RETURN payment.move(p, 'ORPHANED', 'orphaned', '{}', facts || jsonb_build_object('next_look_at', clock_timestamp()), request);
END $$;
--> statement-breakpoint
-- Applies what the gateway says of a payment, however it was learnt. Money that is there counts in every state; what
-- says "no" counts only for the version that was asked about: a late one may speak of an earlier key.
CREATE FUNCTION payment.apply_settlement(pay text, seen int, told jsonb, calls jsonb, waits jsonb, request text)
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
      RETURN payment.answer(payment.move(p, 'VOIDED', 'voided', '{}', '{"sealed": null}', request), 'moved');
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
  -- It cannot go on by itself: people are told once, and the clock comes back each day.
  IF kind = 'stuck' AND p.state = 'ORPHANED' THEN
    IF p.attention IS DISTINCT FROM told ->> 'why' THEN
      p := payment.move(p, p.state, 'attention_raised', jsonb_build_object('why', told ->> 'why'),
             jsonb_build_object('attention', told ->> 'why'), request);
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
--> statement-breakpoint
-- When an open deposit is looked at next: each half hour, and ten minutes after its last day.
CREATE FUNCTION payment.next_deposit_look(p payment.payment, waits jsonb) RETURNS timestamptz LANGUAGE sql AS $$
  SELECT CASE WHEN p.due_at + interval '10 minutes' > clock_timestamp()
              THEN least(clock_timestamp() + make_interval(secs => (waits ->> 'deposit')::float8),
                         p.due_at + interval '10 minutes 1 second')
              ELSE clock_timestamp() + make_interval(secs => (waits ->> 'again')::float8) END
$$;
--> statement-breakpoint
-- Ends an attempt without money, or says what is in the way: `look`, `wait`, `cancel` (an account waits at the gateway).
-- An unknown id is ended from then on: an `open` that comes late finds the mark.
CREATE FUNCTION payment.abandon_attempt(a jsonb, lease interval, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  wanted payment.payment := jsonb_populate_record(NULL::payment.payment, a);
BEGIN
  SELECT * INTO p FROM payment.payment WHERE id = wanted.id FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO payment.payment (id, purpose, reference, attempt, currency, total_minor, card_minor, point_amount, state,
                                 gateway, instrument)
      VALUES (wanted.id, wanted.purpose, wanted.reference, wanted.attempt, 'KRW', 0, 0, 0, 'EXPIRED', wanted.gateway,
              '{"kind": null}')
      ON CONFLICT DO NOTHING RETURNING * INTO p;
    IF FOUND THEN
      INSERT INTO payment.payment_event (payment_id, version, at, name, data)
        VALUES (p.id, p.version, clock_timestamp(), 'abandoned', jsonb_build_object('why', a ->> 'why'));
      RETURN payment.answer(p, 'abandoned');
    END IF;
    SELECT * INTO p FROM payment.payment WHERE id = wanted.id FOR UPDATE;
    IF NOT FOUND THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  END IF;
  IF p.purpose <> wanted.purpose OR p.reference <> wanted.reference THEN RETURN jsonb_build_object('did', 'unknown'); END IF;
  IF p.state = 'READY' THEN
    -- Money moves on our own confirm alone: what was not confirmed cannot be paid.
    p := payment.move(p, 'EXPIRED', 'abandoned', jsonb_build_object('why', a ->> 'why'), '{"sealed": null}', request);
    RETURN payment.answer(p, 'abandoned');
  END IF;
  IF p.state = 'CONFIRMING' THEN
    IF p.next_look_at > clock_timestamp() THEN RETURN payment.answer(p, 'wait'); END IF;
    UPDATE payment.payment SET next_look_at = clock_timestamp() + lease, tries = tries + 1
      WHERE id = p.id RETURNING * INTO p;
    RETURN payment.answer(p, 'look');
  END IF;
  IF p.state = 'AWAITING_DEPOSIT' THEN
    UPDATE payment.payment SET next_look_at = clock_timestamp() + lease, tries = tries + 1
      WHERE id = p.id RETURNING * INTO p;
    RETURN payment.answer(p, 'cancel');
  END IF;
  RETURN payment.answer(p, CASE p.state WHEN 'PAID' THEN 'paid' ELSE 'abandoned' END);
END $$;
--> statement-breakpoint
-- Takes payments whose wait is over, each for one caller. @param pays those alone; null: whichever
CREATE FUNCTION payment.take_due(pays text[], most int, lease interval) RETURNS SETOF jsonb LANGUAGE sql VOLATILE AS $$
  UPDATE payment.payment p SET next_look_at = clock_timestamp() + lease, tries = p.tries + 1
    FROM (SELECT id FROM payment.payment d
           WHERE d.state IN ('CONFIRMING', 'AWAITING_DEPOSIT', 'ORPHANED')
             AND d.next_look_at <= clock_timestamp() AND (pays IS NULL OR d.id = ANY (pays))
           ORDER BY d.next_look_at LIMIT most FOR UPDATE SKIP LOCKED) AS due
   WHERE p.id = due.id
  RETURNING payment.answer(p, 'look')
$$;
--> statement-breakpoint
-- Ends attempts that no one confirmed in time. @returns their number
CREATE FUNCTION payment.expire_ready(most int, request text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  p payment.payment;
  ended int := 0;
BEGIN
  FOR p IN SELECT * FROM payment.payment WHERE state = 'READY' AND ready_until <= clock_timestamp()
            ORDER BY ready_until LIMIT most FOR UPDATE SKIP LOCKED LOOP
    PERFORM payment.move(p, 'EXPIRED', 'expired', '{}', '{"sealed": null}', request);
    ended := ended + 1;
  END LOOP;
  RETURN ended;
END $$;
