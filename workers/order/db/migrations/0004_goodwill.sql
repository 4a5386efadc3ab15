-- Begins to give money back without units, card money first, under the order's lock. What other changes give back, or
-- will, is not given twice. A refusal is returned before anything is written.
CREATE FUNCTION orders.begin_goodwill(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
  -- Of a deposit that the bank took back it is not known what is there.
  IF o.id IS NULL OR o.state NOT IN ('PAID', 'COMPLETED') OR o.attention IS NOT DISTINCT FROM 'deposit_reversed' THEN
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
