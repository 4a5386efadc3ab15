/** SQL of the load of orders: functions that end with its transaction, around those of the three schemas. */

/** Makes the functions and the list of ids they are limited to, for one transaction. */
export const PURCHASE_FUNCTIONS = `
CREATE TEMP TABLE seeded (id text PRIMARY KEY) ON COMMIT DROP;

-- One move of an order with its event: columns by name; "now" is a time.
CREATE FUNCTION pg_temp.seed_move(of_order text, changes jsonb, happened text, who text, about jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  q orders.sales_order;
BEGIN
  SELECT (jsonb_populate_record(o, changes)).* INTO q FROM orders.sales_order o WHERE o.id = of_order;
  UPDATE orders.sales_order SET state = q.state, version = version + 1, deadline_at = q.deadline_at, payment_id = q.payment_id,
         attempts = q.attempts, card_minor = q.card_minor, point_amount = q.point_amount, paid_at = q.paid_at,
         closed_at = q.closed_at, committed = q.committed, reason = q.reason, attention = q.attention,
         updated_at = clock_timestamp()
   WHERE id = of_order;
  INSERT INTO orders.order_event (order_id, version, name, actor, data) VALUES (of_order, q.version + 1, happened, who, about);
END $$;

-- What a change owes: money, goods, points. Without an account the refund of a deposit fails.
CREATE FUNCTION pg_temp.seed_refund(of_change text, transaction_key text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c orders.change;
  o orders.sales_order;
  did text := 'moved';
  back jsonb;
  why text;
BEGIN
  UPDATE orders.change SET state = 'REFUNDING', version = version + 1, updated_at = clock_timestamp()
   WHERE id = of_change RETURNING * INTO c;
  SELECT * INTO o FROM orders.sales_order WHERE id = c.order_id;
  PERFORM pg_temp.seed_move(o.id, '{}', 'change_refunding', 'saga', jsonb_build_object('changeId', c.id));
  did := payment.request_refund(jsonb_build_object('id', c.refund_id, 'payment_id', o.payment_id, 'purpose', 'order',
           'kind', 'owner', 'card_minor', c.card_minor, 'point_amount', c.point_amount, 'reason', c.reason), 'seed') ->> 'did';
  IF did = 'requested' THEN
    PERFORM payment.begin_refund(c.refund_id, interval '20 seconds', 'seed');
    did := payment.settle_refund(c.refund_id, 0, jsonb_build_object('kind', 'done', 'transactionKey', transaction_key),
             jsonb_build_array(jsonb_build_object('paymentId', o.payment_id, 'refundId', c.refund_id, 'verb', 'cancel',
               'key', 'refund:' || c.refund_id || ':0', 'at', clock_timestamp(), 'ms', 90, 'httpStatus', 200)),
             '{"again": 1}', 'seed') ->> 'did';
  END IF;
  why := CASE did WHEN 'moved' THEN NULL ELSE did END;
  IF coalesce(why, 'account_required') <> 'account_required' THEN RAISE EXCEPTION 'a refund of the demo data is %', did; END IF;
  SELECT jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', CASE c.kind WHEN 'cancel' THEN x.quantity ELSE x.restocked END))
    INTO back FROM orders.change_line x JOIN orders.order_line l ON l.order_id = o.id AND l.line = x.line
   WHERE x.change_id = c.id AND CASE c.kind WHEN 'cancel' THEN x.quantity ELSE x.restocked END > 0;
  IF back IS NOT NULL AND catalog.restock_hold('rst:' || c.id, o.hold_id, back) ->> 'state' <> 'restocked' THEN
    RAISE EXCEPTION 'goods of the demo data do not go back';
  END IF;
  IF o.member_id IS NOT NULL THEN
    PERFORM payment.points_earn(o.id, o.member_id, c.n + 1, (
        (SELECT sum(card_minor) FROM orders.order_line WHERE order_id = o.id)
        - (SELECT sum(x.card_minor) FROM orders.change_line x JOIN orders.change d ON d.id = x.change_id WHERE d.order_id = o.id)
      )::bigint / 100, orders.day_end(o.paid_at, 10));
  END IF;
  UPDATE orders.change SET state = CASE WHEN why IS NULL THEN 'DONE' ELSE 'FAILED' END, version = version + 1, failure = why,
         needs_account = why IS NOT NULL, updated_at = clock_timestamp() WHERE id = c.id;
  PERFORM pg_temp.seed_move(o.id, CASE WHEN why IS NULL THEN '{}' ELSE '{"attention": "refund_failed"}' END::jsonb,
            CASE WHEN why IS NULL THEN 'change_done' ELSE 'change_failed' END, 'saga',
            jsonb_strip_nulls(jsonb_build_object('changeId', c.id, 'why', why)));
END $$;

CREATE FUNCTION pg_temp.dated(value timestamptz, moment timestamptz) RETURNS timestamptz LANGUAGE sql STABLE
  RETURN CASE WHEN value >= date_trunc('milliseconds', now()) THEN moment ELSE value END;

-- Everything that was written since the last call happened at this moment; nothing is owed of it any more. Past the
-- triggers: what they guard has been checked when it was written, and is checked again when the transaction ends.
CREATE FUNCTION pg_temp.seed_date(moment timestamptz) RETURNS void LANGUAGE plpgsql SET session_replication_role = 'replica' AS $$
DECLARE
  since timestamptz := date_trunc('milliseconds', now());
BEGIN
  DELETE FROM orders.step WHERE order_id IN (SELECT id FROM seeded);
  UPDATE orders.sales_order SET placed_at = pg_temp.dated(placed_at, moment), paid_at = pg_temp.dated(paid_at, moment),
         delivered_at = pg_temp.dated(delivered_at, moment), closed_at = pg_temp.dated(closed_at, moment),
         created_at = pg_temp.dated(created_at, moment), updated_at = moment
   WHERE updated_at >= since AND id IN (SELECT id FROM seeded);
  UPDATE orders.order_event SET at = moment WHERE at >= since AND order_id IN (SELECT id FROM seeded);
  UPDATE orders.audit_event SET at = moment WHERE at >= since AND subject_id IN (SELECT id FROM seeded);
  UPDATE orders.attempt SET created_at = moment WHERE created_at >= since AND order_id IN (SELECT id FROM seeded);
  UPDATE orders.change SET created_at = pg_temp.dated(created_at, moment), approved_at = pg_temp.dated(approved_at, moment),
         refund_due_at = CASE WHEN received_at >= since THEN orders.business_day_end(moment, 3) ELSE refund_due_at END,
         received_at = pg_temp.dated(received_at, moment), updated_at = moment
   WHERE updated_at >= since AND order_id IN (SELECT id FROM seeded);
  UPDATE orders.shipment SET created_at = pg_temp.dated(created_at, moment), shipped_at = pg_temp.dated(shipped_at, moment),
         delivered_at = pg_temp.dated(delivered_at, moment)
   WHERE greatest(created_at, shipped_at, delivered_at) >= since AND order_id IN (SELECT id FROM seeded);
  UPDATE payment.payment SET paid_at = pg_temp.dated(paid_at, moment), confirming_at = pg_temp.dated(confirming_at, moment),
         -- While it is open it is judged by it.
         ready_until = CASE state WHEN 'READY' THEN ready_until ELSE pg_temp.dated(created_at, moment) + interval '20 minutes' END,
         created_at = pg_temp.dated(created_at, moment), updated_at = moment
   WHERE updated_at >= since AND id IN (SELECT id FROM seeded);
  UPDATE payment.payment_event SET at = moment WHERE at >= since AND payment_id IN (SELECT id FROM seeded);
  UPDATE payment.gateway_call SET at = moment WHERE at >= since AND payment_id IN (SELECT id FROM seeded);
  UPDATE payment.refund SET created_at = pg_temp.dated(created_at, moment), settled_at = pg_temp.dated(settled_at, moment),
         updated_at = moment
   WHERE updated_at >= since AND payment_id IN (SELECT id FROM seeded);
  UPDATE payment.point_lot l SET expires_at = payment.points_day_end(moment, 365) FROM payment.point_transfer t
   WHERE t.id = l.id AND t.settled_at >= since AND l.member_id IN (SELECT id FROM seeded);
  UPDATE payment.point_transfer SET made_at = pg_temp.dated(made_at, moment), settled_at = pg_temp.dated(settled_at, moment)
   WHERE greatest(made_at, settled_at) >= since AND member_id IN (SELECT id FROM seeded);
  UPDATE catalog.stock_hold SET created_at = pg_temp.dated(created_at, moment), updated_at = moment
   WHERE updated_at >= since AND id IN (SELECT id FROM seeded);
  UPDATE catalog.stock_movement SET created_at = moment WHERE created_at >= since AND hold_id IN (SELECT id FROM seeded);
  -- No one is told of what is long over.
  DELETE FROM payment.outbox WHERE body #>> '{data,reference}' IN (SELECT id FROM seeded);
END $$;`;
