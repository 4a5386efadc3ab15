-- Units of an amount that belong to k units of n, after a units: the shares of all units add up to the amount.
CREATE FUNCTION orders.units_share(amount bigint, n int, a int, k int) RETURNS bigint
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (amount * (a + k)) / n - (amount * a) / n;
--> statement-breakpoint
-- Begins a cancellation of what is paid and not shipped: lines counted, shares fixed, the refund's step written, under
-- the order's lock. A refusal is returned before anything is written.
CREATE FUNCTION orders.begin_cancel(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  own record;
  asked record;
  l record;
  begun orders.change;
  a_line int;
  shares_card bigint := 0;
  shares_point bigint := 0;
  given_card bigint;
  given_point bigint;
  shipping bigint := 0;
  left_units int;
  shipped_units int;
  next_n int;
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  IF input ->> 'key' IS NOT NULL THEN
    SELECT k.fingerprint, k.made_id INTO own FROM orders.keyed_effect k
     WHERE k.principal = input ->> 'principal' AND k.key = input ->> 'key';
    IF FOUND THEN
      RETURN jsonb_build_object('kind', CASE WHEN own.fingerprint = input ->> 'fingerprint' THEN 'known' ELSE 'reused' END);
    END IF;
  END IF;
  IF o.id IS NULL OR o.state <> 'PAID' THEN RETURN '{"kind": "conflict"}'; END IF;

  SELECT sum(quantity - cancelled - shipped), sum(shipped) INTO left_units, shipped_units
    FROM orders.order_line WHERE order_id = o.id;
  -- All of it, where no line is named: not of an order that is on its way.
  IF input -> 'lines' = 'null' AND (shipped_units > 0 OR left_units = 0) THEN RETURN '{"kind": "conflict"}'; END IF;
  FOR asked IN SELECT r.line, sum(r.quantity)::int AS quantity
                 FROM jsonb_to_recordset(CASE WHEN input -> 'lines' = 'null' THEN '[]' ELSE input -> 'lines' END) AS r(line int, quantity int)
                GROUP BY r.line LOOP
    SELECT * INTO l FROM orders.order_line x WHERE x.order_id = o.id AND x.line = asked.line;
    IF NOT FOUND OR asked.quantity > l.quantity - l.cancelled THEN RETURN '{"kind": "too_many"}'; END IF;
    IF asked.quantity > l.quantity - l.cancelled - l.shipped THEN RETURN '{"kind": "conflict"}'; END IF;
  END LOOP;

  SELECT coalesce(max(c.n), 0) + 1, coalesce(sum(c.card_minor), 0), coalesce(sum(c.point_amount), 0)
    INTO next_n, given_card, given_point FROM orders.change c WHERE c.order_id = o.id;
  INSERT INTO orders.change (id, order_id, kind, state, n, reason, refund_id, sealed_account)
  VALUES (input ->> 'id', o.id, 'cancel', 'OPEN', next_n, input ->> 'reason', input ->> 'refund_id',
          decode(input ->> 'sealed_account', 'base64'))
  RETURNING * INTO begun;
  WITH wanted AS (
    SELECT x.line, x.quantity AS n, x.cancelled + x.returned AS a, x.card_minor, x.point_amount,
           coalesce((SELECT sum(r.quantity)::int FROM jsonb_to_recordset(CASE WHEN input -> 'lines' = 'null' THEN '[]' ELSE input -> 'lines' END)
                       AS r(line int, quantity int) WHERE r.line = x.line),
                    CASE WHEN input -> 'lines' = 'null' THEN x.quantity - x.cancelled - x.shipped ELSE 0 END) AS k
      FROM orders.order_line x WHERE x.order_id = o.id
  ), counted AS (
    UPDATE orders.order_line x SET cancelled = x.cancelled + w.k
      FROM wanted w WHERE x.order_id = o.id AND x.line = w.line AND w.k > 0
  ), written AS (
    INSERT INTO orders.change_line (change_id, line, quantity, card_minor, point_amount)
    SELECT begun.id, w.line, w.k, orders.units_share(w.card_minor, w.n, w.a, w.k), orders.units_share(w.point_amount, w.n, w.a, w.k)
      FROM wanted w WHERE w.k > 0
    RETURNING quantity, card_minor, point_amount
  ) SELECT left_units - sum(quantity), sum(card_minor), sum(point_amount) INTO left_units, shares_card, shares_point FROM written;

  -- The fee of delivery goes back with the last unit, when nothing was sent.
  IF left_units = 0 AND shipped_units = 0 THEN
    shipping := o.shipping_minor;
    shares_card := shares_card + o.card_minor - (SELECT sum(card_minor) FROM orders.order_line WHERE order_id = o.id);
    shares_point := shares_point + o.point_amount - (SELECT sum(point_amount) FROM orders.order_line WHERE order_id = o.id);
  END IF;
  -- What was given back as goodwill before is not given twice.
  UPDATE orders.change SET version = version + 1, shipping_minor = shipping,
         card_minor = least(shares_card, o.card_minor - given_card), point_amount = least(shares_point, o.point_amount - given_point)
   WHERE id = begun.id RETURNING * INTO begun;

  UPDATE orders.sales_order x
     SET version = x.version + 1, updated_at = clock_timestamp(),
         state = CASE WHEN left_units = 0 AND shipped_units = 0 THEN 'CANCELLED' ELSE x.state END,
         reason = CASE WHEN left_units = 0 AND shipped_units = 0 THEN 'cancelled' ELSE x.reason END,
         closed_at = CASE WHEN left_units = 0 AND shipped_units = 0 THEN clock_timestamp() ELSE x.closed_at END
   WHERE x.id = o.id RETURNING * INTO o;
  INSERT INTO orders.order_event (order_id, version, name, actor, data)
  VALUES (o.id, o.version, CASE o.state WHEN 'CANCELLED' THEN 'cancelled' ELSE 'part_cancelled' END, input ->> 'actor',
          jsonb_build_object('changeId', begun.id, 'cardMinor', begun.card_minor, 'pointAmount', begun.point_amount));
  -- What the order still owed (to sell its stock, to earn) is the change's now.
  IF o.state = 'CANCELLED' THEN DELETE FROM orders.step WHERE subject = o.id; END IF;
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
