-- contract: the function that goes is called by orders.place alone, which is replaced here; an index takes the place of another
DROP INDEX "orders"."outbox_unsent_idx";--> statement-breakpoint
CREATE INDEX "outbox_unsent_idx" ON "orders"."outbox" USING btree ("queue","created_at") WHERE sent_at is null;--> statement-breakpoint
-- An id of an event: TypeID 0.3, `evt_` and a UUIDv7 in base32.
CREATE FUNCTION orders.new_event_id() RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT 'evt_' || string_agg(
           substr('0123456789abcdefghjkmnpqrstvwxyz', substring(bits FROM 1 + 5 * i FOR 5)::bit(5)::int + 1, 1), '' ORDER BY i)
    FROM (SELECT B'00' || ('x' || replace(uuidv7()::text, '-', ''))::bit(128) AS bits) AS b, generate_series(0, 25) AS i
$$;
--> statement-breakpoint
-- Ends a pending order, its row locked by the caller: its hold is given up by a step, and its owner is told. The queue is
-- that of contracts/events/routes.ts.
CREATE FUNCTION orders.displace(pending_id text, request text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  ended orders.sales_order;
BEGIN
  UPDATE orders.sales_order SET state = 'CANCELLED', version = version + 1, deadline_at = NULL, reason = 'displaced',
         closed_at = clock_timestamp(), updated_at = clock_timestamp()
   WHERE id = pending_id AND state = 'PENDING' RETURNING * INTO ended;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO orders.order_event (order_id, version, name, actor, data)
  VALUES (ended.id, ended.version, 'cancelled', 'saga', '{"reason": "displaced"}');
  INSERT INTO orders.step (subject, order_id, version, name, due_at)
  VALUES (ended.id, ended.id, ended.version, 'release', clock_timestamp())
  ON CONFLICT (subject) DO UPDATE SET version = excluded.version, name = excluded.name, args = '{}', due_at = excluded.due_at,
    lease_until = NULL, tries = 0, error = NULL;
  INSERT INTO orders.outbox (id, queue, body)
  SELECT e.id || '@edgemart-notify', 'edgemart-notify', jsonb_build_object(
           'id', e.id, 'type', 'order.cancelled', 'version', 1, 'source', 'order',
           'occurredAt', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'aggregate', jsonb_build_object('type', 'order', 'id', ended.id, 'sequence', ended.version),
           'correlationId', request,
           'data', jsonb_build_object('orderId', ended.id, 'reason', 'displaced', 'wasPaid', false, 'memberId', ended.member_id))
    FROM (SELECT orders.new_event_id() AS id) AS e;
END $$;
--> statement-breakpoint
-- Places an order: all of it or nothing. Callers are counted one after the other, under a lock of the caller's: members
-- by id, guests by address prefix, whose orders are counted together. A refusal is returned before anything is written.
CREATE OR REPLACE FUNCTION orders.place(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  asked jsonb := input -> 'order';
  member text := asked ->> 'member_id';
  client text := asked ->> 'client_digest';
  own record;
  replaced orders.sales_order;
  oldest orders.sales_order;
  offer orders.coupon;
  placed orders.sales_order;
  caller text := coalesce(member, 'guest');
  taken int;
  answer jsonb := jsonb_build_object('kind', 'placed');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('orders.caller ' || coalesce(member, client), 0));
  IF input ->> 'key' IS NOT NULL THEN
    SELECT k.fingerprint, k.subject_id INTO own FROM orders.keyed_effect k
     WHERE k.principal = caller AND k.key = input ->> 'key';
    IF FOUND THEN
      RETURN jsonb_build_object('kind', CASE WHEN own.fingerprint = input ->> 'fingerprint' THEN 'known' ELSE 'reused' END,
                                'order_id', own.subject_id);
    END IF;
  END IF;

  IF input ->> 'replaces' IS NOT NULL THEN
    SELECT * INTO replaced FROM orders.sales_order o
     WHERE o.id = input ->> 'replaces' AND o.member_id IS NOT DISTINCT FROM member
       AND (member IS NOT NULL OR o.access_gen = 1);
    IF NOT FOUND THEN RETURN '{"kind": "no_such_order"}'; END IF;
    -- One that is being paid is left alone.
    IF replaced.state = 'PENDING' THEN
      answer := answer || jsonb_build_object('replaces', jsonb_build_object('orderId', replaced.id, 'holdId', replaced.hold_id));
    END IF;
  END IF;

  IF member IS NULL THEN
    SELECT count(*) INTO taken FROM orders.sales_order o
     WHERE o.client_digest = client AND o.member_id IS NULL AND o.deadline_at IS NOT NULL;
    IF taken >= (input ->> 'guests_max')::int THEN RETURN '{"kind": "crowded"}'; END IF;
  END IF;
  SELECT count(*) INTO taken FROM orders.sales_order o
   WHERE o.deadline_at IS NOT NULL AND o.id IS DISTINCT FROM replaced.id
     AND CASE WHEN member IS NOT NULL THEN o.member_id = member
              ELSE o.member_id IS NULL AND o.client_digest = client AND o.email_norm = asked ->> 'email_norm' END;
  IF taken >= (input ->> 'unpaid_max')::int THEN
    -- One that is locked is on its way to be paid: the next oldest is taken.
    SELECT * INTO oldest FROM orders.sales_order o
     WHERE o.state = 'PENDING' AND o.deadline_at IS NOT NULL AND o.id IS DISTINCT FROM replaced.id
       AND CASE WHEN member IS NOT NULL THEN o.member_id = member
                ELSE o.member_id IS NULL AND o.client_digest = client AND o.email_norm = asked ->> 'email_norm' END
     ORDER BY o.placed_at, o.id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN RETURN '{"kind": "all_being_paid"}'; END IF;
  END IF;

  IF input ->> 'coupon' IS NOT NULL THEN
    SELECT * INTO offer FROM orders.coupon c WHERE c.code = input ->> 'coupon' FOR UPDATE;
    -- The discount was computed from another version of it.
    IF NOT FOUND OR offer.version <> (input ->> 'coupon_version')::int THEN RETURN '{"kind": "terms_changed"}'; END IF;
    IF offer.uses >= offer.uses_max THEN RETURN '{"kind": "coupon_used_up"}'; END IF;
    IF offer.uses_per_member IS NOT NULL AND coalesce((
      SELECT p.uses FROM orders.coupon_principal p WHERE p.code = offer.code AND p.principal = member), 0) >= offer.uses_per_member THEN
      RETURN '{"kind": "coupon_invalid"}';
    END IF;
    UPDATE orders.coupon SET uses = uses + 1 WHERE code = offer.code;
    INSERT INTO orders.coupon_principal AS p (code, principal, uses) VALUES (offer.code, caller, 1)
    ON CONFLICT (code, principal) DO UPDATE SET uses = p.uses + 1;
  END IF;

  IF oldest.id IS NOT NULL THEN
    PERFORM orders.displace(oldest.id, coalesce(input ->> 'request_id', ''));
  END IF;

  INSERT INTO orders.sales_order (id, number, member_id, email, email_norm, orderer_name, orderer_phone, locale, state, currency,
      items_minor, discount_minor, shipping_minor, total_minor, coupon_code, shipping_method, recipient, phone, country,
      postcode, line1, line2, memo, client_digest, hold_id, deadline_at)
  SELECT r.id, r.number, r.member_id, r.email, r.email_norm, r.orderer_name, r.orderer_phone, r.locale, 'PLACING', r.currency,
      r.items_minor, r.discount_minor, r.shipping_minor, r.total_minor, offer.code, r.shipping_method, r.recipient, r.phone,
      r.country, r.postcode, r.line1, r.line2, r.memo, r.client_digest, r.hold_id,
      clock_timestamp() + make_interval(secs => (input ->> 'lease_seconds')::float8)
    FROM jsonb_populate_record(NULL::orders.sales_order, asked) AS r
  RETURNING * INTO placed;
  INSERT INTO orders.order_line (order_id, line, sku, product_id, title_ko, title_en, options, picture_id, unit_minor, quantity, discount_minor)
  SELECT placed.id, r.line, r.sku, r.product_id, r.title_ko, r.title_en, r.options, r.picture_id, r.unit_minor, r.quantity, r.discount_minor
    FROM jsonb_populate_recordset(NULL::orders.order_line, input -> 'lines') AS r;
  IF offer.code IS NOT NULL THEN
    INSERT INTO orders.coupon_use (order_id, code, principal, state) VALUES (placed.id, offer.code, caller, 'reserved');
  END IF;
  IF input ->> 'key' IS NOT NULL THEN
    INSERT INTO orders.keyed_effect (principal, key, fingerprint, subject_id)
    VALUES (caller, input ->> 'key', input ->> 'fingerprint', placed.id);
  END IF;
  INSERT INTO orders.order_event (order_id, version, name, actor) VALUES (placed.id, 1, 'placed', 'shopper');
  INSERT INTO orders.step (subject, order_id, version, name, args, due_at, lease_until)
  VALUES (placed.id, placed.id, 1, 'hold', CASE WHEN answer ? 'replaces' THEN answer - 'kind' ELSE '{}' END,
          clock_timestamp(), placed.deadline_at);
  RETURN answer || jsonb_build_object('order', orders.order_json(placed));
END $$;
--> statement-breakpoint
DROP FUNCTION orders.end_pending(text, text, text);
