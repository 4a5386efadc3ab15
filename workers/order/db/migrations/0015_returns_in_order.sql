-- Opens a return. Lines are looked at in one order, so that two that do so at once wait for each other in turn, whatever
-- order they were written in.
CREATE OR REPLACE FUNCTION orders.ask_return(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  l orders.order_line;
  asked record;
  begun orders.change;
  earlier text;
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  earlier := orders.effect_before(input);
  IF earlier IS NOT NULL THEN RETURN jsonb_build_object('kind', earlier); END IF;
  IF o.id IS NULL OR o.state NOT IN ('PAID', 'COMPLETED') THEN RETURN '{"kind": "conflict"}'; END IF;
  FOR asked IN SELECT r.line, sum(r.quantity)::int AS quantity
                 FROM jsonb_to_recordset(input -> 'lines') AS r(line int, quantity int) GROUP BY r.line ORDER BY r.line LOOP
    SELECT * INTO l FROM orders.order_line x WHERE x.order_id = o.id AND x.line = asked.line;
    IF NOT FOUND OR asked.quantity > l.quantity - l.cancelled - l.returned THEN RETURN '{"kind": "too_many"}'; END IF;
    IF asked.quantity > orders.returnable(o.id, asked.line) THEN RETURN '{"kind": "conflict"}'; END IF;
  END LOOP;
  -- Before it is delivered the time has not begun.
  IF clock_timestamp() > orders.day_end(o.delivered_at, (input ->> 'days')::int) THEN RETURN '{"kind": "closed"}'; END IF;

  INSERT INTO orders.change (id, order_id, kind, state, n, reason, note, fee_minor, refund_id, sealed_account)
  VALUES (input ->> 'id', o.id, 'return', 'REQUESTED',
          (SELECT coalesce(max(c.n), 0) + 1 FROM orders.change c WHERE c.order_id = o.id),
          input ->> 'reason', input ->> 'note', (input ->> 'fee_minor')::bigint, input ->> 'refund_id',
          decode(input ->> 'sealed_account', 'base64'))
  RETURNING * INTO begun;
  INSERT INTO orders.change_line (change_id, line, quantity)
  SELECT begun.id, r.line, sum(r.quantity)::int
    FROM jsonb_to_recordset(input -> 'lines') AS r(line int, quantity int) GROUP BY r.line;
  IF (input ->> 'agreed')::boolean THEN
    UPDATE orders.change SET state = 'APPROVED', version = version + 1, approved_at = clock_timestamp(), updated_at = clock_timestamp()
     WHERE id = begun.id RETURNING * INTO begun;
  END IF;
  o := orders.note_move(input, o.id, 'return_' || lower(begun.state), jsonb_build_object('changeId', begun.id), begun.id);
  RETURN jsonb_build_object('kind', 'done', 'change_id', begun.id, 'order', orders.order_json(o));
END $$;
