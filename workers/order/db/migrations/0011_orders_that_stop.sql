-- How much a reason for people to look weighs, more for the more important one; null for what is no reason. Equal to
-- src/core/attention.ts, which a test compares.
CREATE FUNCTION orders.attention_rank(reason text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_position(ARRAY['return_overdue', 'step_stuck', 'refund_failed', 'money_without_order', 'order_without_money',
                              'deposit_reversed'], reason);
-- The reason that stays where one is raised next to another: the more important one.
CREATE FUNCTION orders.more_important(present text, raised text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN coalesce(orders.attention_rank(present), 0) >= orders.attention_rank(raised) THEN present ELSE raised END;
-- Whether goods stay where they are until a person has decided: it is not known that the order's money is there.
CREATE FUNCTION orders.stops_goods(reason text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(reason IN ('deposit_reversed', 'order_without_money'), false);
-- Whether raising a reason says anything new: it is more important than the present one, or it has no event since the
-- last mark was cleared.
CREATE FUNCTION orders.is_news(o orders.sales_order, raised text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(orders.attention_rank(o.attention), 0) < orders.attention_rank(raised)
      OR o.attention <> raised AND NOT EXISTS (
           SELECT FROM orders.order_event e
            WHERE e.order_id = o.id AND e.name = 'attention_raised' AND e.data ->> 'reason' = raised
              AND e.version > coalesce((SELECT max(c.version) FROM orders.order_event c
                                         WHERE c.order_id = o.id AND c.name = 'attention_cleared'), 0))
$$;
--> statement-breakpoint
-- Packs a parcel of a paid order whose stock is sold: units counted under the order's lock, so that a cancellation at the
-- same moment finds them gone, or takes them first. A refusal is returned before anything is written.
CREATE OR REPLACE FUNCTION orders.prepare_shipment(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  l orders.order_line;
  asked record;
  earlier text;
  packed text := input ->> 'id';
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  earlier := orders.effect_before(input);
  IF earlier IS NOT NULL THEN RETURN jsonb_build_object('kind', earlier); END IF;
  IF o.id IS NULL OR o.state <> 'PAID' OR NOT o.committed OR o.cancel_requested
     OR orders.stops_goods(o.attention) THEN
    RETURN '{"kind": "conflict"}';
  END IF;
  FOR asked IN SELECT r.line, sum(r.quantity)::int AS quantity
                 FROM jsonb_to_recordset(coalesce(nullif(input -> 'lines', 'null'), '[]')) AS r(line int, quantity int) GROUP BY r.line LOOP
    SELECT * INTO l FROM orders.order_line x WHERE x.order_id = o.id AND x.line = asked.line;
    IF NOT FOUND OR asked.quantity > l.quantity - l.cancelled THEN RETURN '{"kind": "too_many"}'; END IF;
    IF asked.quantity > l.quantity - l.cancelled - l.shipped THEN RETURN '{"kind": "conflict"}'; END IF;
  END LOOP;
  IF input -> 'lines' = 'null' AND NOT EXISTS (
    SELECT FROM orders.order_line x WHERE x.order_id = o.id AND x.quantity > x.cancelled + x.shipped) THEN
    RETURN '{"kind": "conflict"}';
  END IF;

  INSERT INTO orders.shipment (id, order_id, state) VALUES (packed, o.id, 'PREPARING');
  INSERT INTO orders.shipment_line (shipment_id, line, quantity)
  SELECT packed, x.line, x.quantity - x.cancelled - x.shipped FROM orders.order_line x
   WHERE x.order_id = o.id AND input -> 'lines' = 'null' AND x.quantity > x.cancelled + x.shipped
  UNION ALL
  SELECT packed, r.line, sum(r.quantity)::int
    FROM jsonb_to_recordset(coalesce(nullif(input -> 'lines', 'null'), '[]')) AS r(line int, quantity int) GROUP BY r.line;
  UPDATE orders.order_line x SET shipped = x.shipped + p.quantity
    FROM orders.shipment_line p WHERE p.shipment_id = packed AND x.order_id = o.id AND x.line = p.line;
  o := orders.note_move(input, o.id, 'parcel_preparing', jsonb_build_object('shipmentId', packed), packed);
  RETURN jsonb_build_object('kind', 'done', 'order', orders.order_json(o));
END $$;
--> statement-breakpoint
-- Moves a parcel: shipped, delivered or void. What is unpacked may be cancelled or packed again.
CREATE OR REPLACE FUNCTION orders.move_shipment(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  parcel orders.shipment;
  next_state text := input ->> 'to';
  earlier text;
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  earlier := orders.effect_before(input);
  IF earlier IS NOT NULL THEN RETURN jsonb_build_object('kind', earlier); END IF;
  SELECT * INTO parcel FROM orders.shipment s WHERE s.id = input ->> 'shipment_id' AND s.order_id = o.id;
  IF NOT FOUND THEN RETURN '{"kind": "unknown"}'; END IF;
  IF NOT EXISTS (SELECT FROM orders.transition t WHERE (t.machine, t.source, t.target) = ('shipment', parcel.state, next_state))
     OR next_state = 'SHIPPED' AND orders.stops_goods(o.attention) THEN
    RETURN '{"kind": "conflict"}';
  END IF;
  UPDATE orders.shipment SET state = next_state, version = version + 1,
         carrier = coalesce(input ->> 'carrier', carrier), tracking_number = coalesce(input ->> 'tracking_number', tracking_number),
         shipped_at = CASE next_state WHEN 'SHIPPED' THEN clock_timestamp() ELSE shipped_at END,
         delivered_at = CASE next_state WHEN 'DELIVERED' THEN clock_timestamp() END
   WHERE id = parcel.id;
  IF next_state = 'VOID' THEN
    UPDATE orders.order_line x SET shipped = x.shipped - p.quantity
      FROM orders.shipment_line p WHERE p.shipment_id = parcel.id AND x.order_id = o.id AND x.line = p.line;
  END IF;
  o := orders.note_move(input, o.id, 'parcel_' || lower(next_state), jsonb_build_object('shipmentId', parcel.id), parcel.id);
  RETURN jsonb_build_object('kind', 'done', 'order', orders.order_json(o));
END $$;
--> statement-breakpoint
-- Begins to give money back without units, card money first, under the order's lock. What other changes give back, or
-- will, is not given twice. A refusal is returned before anything is written.
CREATE OR REPLACE FUNCTION orders.begin_goodwill(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  own record;
  begun orders.change;
  amount bigint := (input ->> 'amount')::bigint;
  given_card bigint;
  given_point bigint;
  from_card bigint;
  next_n int;
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  SELECT k.fingerprint INTO own FROM orders.keyed_effect k
   WHERE k.principal = input ->> 'principal' AND k.key = input ->> 'key';
  IF FOUND THEN
    RETURN jsonb_build_object('kind', CASE WHEN own.fingerprint = input ->> 'fingerprint' THEN 'known' ELSE 'reused' END);
  END IF;
  -- It is not known what of the money is there.
  IF o.id IS NULL OR o.state NOT IN ('PAID', 'COMPLETED') OR orders.stops_goods(o.attention) THEN
    RETURN '{"kind": "conflict"}';
  END IF;
  SELECT coalesce(max(c.n), 0) + 1, coalesce(sum(c.card_minor), 0), coalesce(sum(c.point_amount), 0)
    INTO next_n, given_card, given_point FROM orders.change c WHERE c.order_id = o.id;
  IF amount > o.card_minor + o.point_amount - given_card - given_point THEN RETURN '{"kind": "exceeds"}'; END IF;
  from_card := least(amount, o.card_minor - given_card);
  IF from_card > 0 AND input ->> 'sealed_account' IS NULL AND EXISTS (
    SELECT FROM orders.attempt a WHERE a.payment_id = o.payment_id AND a.instrument = 'virtual_account') THEN
    RETURN '{"kind": "account_required"}';
  END IF;

  INSERT INTO orders.change (id, order_id, kind, state, n, reason, refund_id, sealed_account, card_minor, point_amount)
  VALUES (input ->> 'id', o.id, 'goodwill', 'OPEN', next_n, input ->> 'reason', input ->> 'refund_id',
          decode(input ->> 'sealed_account', 'base64'), from_card, amount - from_card)
  RETURNING * INTO begun;
  UPDATE orders.sales_order x SET version = x.version + 1, updated_at = clock_timestamp() WHERE x.id = o.id RETURNING * INTO o;
  INSERT INTO orders.order_event (order_id, version, name, actor, data)
  VALUES (o.id, o.version, 'goodwill_begun', input ->> 'actor',
          jsonb_build_object('changeId', begun.id, 'cardMinor', begun.card_minor, 'pointAmount', begun.point_amount));
  INSERT INTO orders.step (subject, order_id, version, name, due_at, lease_until)
  VALUES (begun.id, o.id, begun.version, 'refund', clock_timestamp(),
          clock_timestamp() + make_interval(secs => (input ->> 'lease_seconds')::float8));
  IF input ->> 'key' IS NOT NULL THEN
    INSERT INTO orders.keyed_effect (principal, key, fingerprint, subject_id, made_id)
    VALUES (input ->> 'principal', input ->> 'key', input ->> 'fingerprint', o.id, begun.id);
  END IF;
  RETURN jsonb_build_object('kind', 'begun', 'change_id', begun.id, 'order', orders.order_json(o),
    'step', (SELECT to_jsonb(s) FROM orders.step s WHERE s.subject = begun.id));
END $$;
--> statement-breakpoint
-- Tells what keeps a paid order from being completed: null for nothing.
CREATE OR REPLACE FUNCTION orders.not_complete(o orders.sales_order) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN o.state <> 'PAID' OR o.delivered_at IS NULL OR orders.stops_goods(o.attention) THEN 'conflict'
    WHEN EXISTS (SELECT FROM orders.change c WHERE c.order_id = o.id AND c.state NOT IN ('DONE', 'REJECTED', 'WITHDRAWN')
                   AND NOT EXISTS (SELECT FROM orders.step s WHERE s.subject = c.id)) THEN 'conflict'
    WHEN EXISTS (SELECT FROM orders.step s WHERE s.order_id = o.id) THEN 'owed'
  END
$$;
--> statement-breakpoint
-- What time alone does after paying, at most so many of each kind, each under its order's lock; an order that is locked
-- waits for the next sweep. Answers counts, and what is to be told of it.
CREATE OR REPLACE FUNCTION orders.pass_days(most int) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  due record;
  o orders.sales_order;
  counts jsonb := '{"delivered": 0, "withdrawn": 0, "overdue": 0, "completed": 0}';
  told jsonb := '[]';
  named jsonb;
BEGIN
  -- Parcels are taken for delivered 14 days after they were sent.
  FOR due IN
    SELECT x.id, d.ids FROM orders.sales_order x JOIN (
      SELECT old.order_id, array_agg(old.id) AS ids FROM (
        SELECT s.id, s.order_id FROM orders.shipment s
         WHERE s.state = 'SHIPPED' AND s.shipped_at <= clock_timestamp() - interval '14 days' ORDER BY s.shipped_at LIMIT most) AS old
       GROUP BY old.order_id) AS d ON d.order_id = x.id
     FOR UPDATE OF x SKIP LOCKED LOOP
    WITH arrived AS (
      UPDATE orders.shipment SET state = 'DELIVERED', version = version + 1, delivered_at = clock_timestamp()
       WHERE id = ANY (due.ids) AND state = 'SHIPPED' RETURNING id
    ) SELECT jsonb_agg(id ORDER BY id) INTO named FROM arrived;
    CONTINUE WHEN named IS NULL;
    o := orders.note_move('{"actor": "saga"}', due.id, 'parcel_delivered', jsonb_build_object('shipmentIds', named), NULL);
    counts := jsonb_set(counts, '{delivered}', to_jsonb((counts -> 'delivered')::int + jsonb_array_length(named)));
    SELECT told || jsonb_agg(jsonb_build_object('type', 'order.delivered', 'order_id', o.id, 'sequence', o.version,
                     'data', jsonb_build_object('orderId', o.id, 'shipmentId', id)))
      INTO told FROM jsonb_array_elements_text(named) AS id;
  END LOOP;

  -- Returns that did not arrive within 30 days are withdrawn.
  FOR due IN
    SELECT x.id, d.ids FROM orders.sales_order x JOIN (
      SELECT old.order_id, array_agg(old.id) AS ids FROM (
        SELECT c.id, c.order_id FROM orders.change c
         WHERE c.state = 'APPROVED' AND c.approved_at <= clock_timestamp() - interval '30 days' ORDER BY c.approved_at LIMIT most) AS old
       GROUP BY old.order_id) AS d ON d.order_id = x.id
     FOR UPDATE OF x SKIP LOCKED LOOP
    WITH ended AS (
      UPDATE orders.change SET state = 'WITHDRAWN', version = version + 1, updated_at = clock_timestamp(), sealed_account = NULL
       WHERE id = ANY (due.ids) AND state = 'APPROVED' RETURNING id
    ) SELECT jsonb_agg(id ORDER BY id) INTO named FROM ended;
    CONTINUE WHEN named IS NULL;
    o := orders.note_move('{"actor": "saga"}', due.id, 'return_withdrawn', jsonb_build_object('changeIds', named), NULL);
    counts := jsonb_set(counts, '{withdrawn}', to_jsonb((counts -> 'withdrawn')::int + jsonb_array_length(named)));
    SELECT told || jsonb_agg(jsonb_build_object('type', 'order.return_changed', 'order_id', o.id, 'sequence', o.version,
                     'data', jsonb_build_object('orderId', o.id, 'changeId', id, 'state', 'WITHDRAWN')))
      INTO told FROM jsonb_array_elements_text(named) AS id;
  END LOOP;

  -- A refund that is late is looked at by people; each raises its order once. A more important mark stays.
  FOR due IN
    SELECT x.id, c.id AS change_id FROM orders.sales_order x JOIN orders.change c ON c.order_id = x.id
     WHERE c.kind = 'return' AND c.state IN ('RECEIVED', 'REFUNDING', 'FAILED') AND c.refund_due_at < clock_timestamp()
       AND NOT EXISTS (SELECT FROM orders.order_event e WHERE e.order_id = x.id AND e.name = 'attention_raised' AND e.data ->> 'changeId' = c.id)
     ORDER BY c.refund_due_at LIMIT most FOR UPDATE OF x SKIP LOCKED LOOP
    -- Looked at again under the lock: another sweep may have raised it a moment ago.
    CONTINUE WHEN EXISTS (SELECT FROM orders.order_event e
                           WHERE e.order_id = due.id AND e.name = 'attention_raised' AND e.data ->> 'changeId' = due.change_id);
    UPDATE orders.sales_order SET attention = orders.more_important(attention, 'return_overdue'), version = version + 1,
           updated_at = clock_timestamp()
     WHERE id = due.id RETURNING * INTO o;
    INSERT INTO orders.order_event (order_id, version, name, actor, data)
    VALUES (o.id, o.version, 'attention_raised', 'saga', jsonb_build_object('reason', 'return_overdue', 'changeId', due.change_id));
    counts := jsonb_set(counts, '{overdue}', to_jsonb((counts -> 'overdue')::int + 1));
    told := told || jsonb_build_object('type', 'order.attention_raised', 'order_id', o.id, 'sequence', o.version,
                      'data', jsonb_build_object('orderId', o.id, 'reason', 'return_overdue'));
  END LOOP;

  -- Orders whose time for a change of mind is over. Looked at again under the lock: a return may have been asked for.
  FOR due IN
    SELECT x.id FROM orders.sales_order x
     WHERE x.state = 'PAID' AND x.delivered_at <= clock_timestamp() - interval '7 days'
       AND clock_timestamp() > orders.day_end(x.delivered_at, 7) AND orders.not_complete(x) IS NULL
     ORDER BY x.delivered_at LIMIT most FOR UPDATE SKIP LOCKED LOOP
    o := orders.complete(due.id, 'saga', 0);
    CONTINUE WHEN o.id IS NULL;
    counts := jsonb_set(counts, '{completed}', to_jsonb((counts -> 'completed')::int + 1));
  END LOOP;
  RETURN counts || jsonb_build_object('told', told);
END $$;
