ALTER TABLE "orders"."change" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders"."change" ADD COLUMN "approved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders"."change" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders"."change" ADD COLUMN "refund_due_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "change_approved_idx" ON "orders"."change" USING btree ("approved_at") WHERE state = 'APPROVED';--> statement-breakpoint
CREATE INDEX "change_refund_due_idx" ON "orders"."change" USING btree ("refund_due_at") WHERE kind = 'return' and state in ('RECEIVED', 'REFUNDING', 'FAILED');--> statement-breakpoint
CREATE INDEX "sales_order_delivered_idx" ON "orders"."sales_order" USING btree ("delivered_at") WHERE state = 'PAID' and delivered_at is not null;--> statement-breakpoint
CREATE INDEX "shipment_shipped_idx" ON "orders"."shipment" USING btree ("shipped_at") WHERE state = 'SHIPPED';--> statement-breakpoint
-- The last millisecond of the day in Seoul that is so many days after a time.
CREATE FUNCTION orders.day_end(at timestamptz, days int) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (date_trunc('day', at AT TIME ZONE 'Asia/Seoul') + make_interval(days => days + 1)) AT TIME ZONE 'Asia/Seoul' - interval '1 millisecond';
-- The end of the last of so many business days after a time: Monday to Friday in Seoul. Public holidays are not known
-- here, so a refund is due on them too: earlier than the law asks, never later.
CREATE FUNCTION orders.business_day_end(at timestamptz, days int) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT orders.day_end(at, n) FROM generate_series(1, days * 2 + 2) AS n
           WHERE extract(isodow FROM orders.day_end(at, n) AT TIME ZONE 'Asia/Seoul') <= 5
           ORDER BY n LIMIT 1 OFFSET days - 1);
--> statement-breakpoint
-- An order is read with the time it is read at: what an owner may do ends by this clock.
CREATE OR REPLACE FUNCTION orders.order_json(o orders.sales_order) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(o) || jsonb_build_object(
    'read_at', clock_timestamp(),
    'payable', o.placed_at + interval '60 minutes' > clock_timestamp(),
    'seconds_left', greatest(0, ceil(extract(epoch FROM o.deadline_at - clock_timestamp())))::int,
    'instrument', (SELECT a.instrument FROM orders.attempt a WHERE a.payment_id = o.payment_id),
    'lines', (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.line) FROM orders.order_line l WHERE l.order_id = o.id),
    'changes', (SELECT coalesce(jsonb_agg(to_jsonb(c) - 'sealed_account' || jsonb_build_object('lines',
                  (SELECT coalesce(jsonb_agg(to_jsonb(cl) ORDER BY cl.line), '[]') FROM orders.change_line cl WHERE cl.change_id = c.id))
                  ORDER BY c.created_at, c.n), '[]') FROM orders.change c WHERE c.order_id = o.id),
    'shipments', (SELECT coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('lines',
                    (SELECT coalesce(jsonb_agg(to_jsonb(sl) ORDER BY sl.line), '[]') FROM orders.shipment_line sl WHERE sl.shipment_id = s.id))
                    ORDER BY s.created_at, s.id), '[]') FROM orders.shipment s WHERE s.order_id = o.id))
$$;
--> statement-breakpoint
-- When the last unit of an order was delivered; null while one is neither delivered nor cancelled.
CREATE FUNCTION orders.delivered_of(of_order text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  WITH delivered AS (
    SELECT x.line, sum(x.quantity) AS units, max(s.delivered_at) AS at
      FROM orders.shipment s JOIN orders.shipment_line x ON x.shipment_id = s.id
     WHERE s.order_id = of_order AND s.state = 'DELIVERED' GROUP BY x.line
  )
  SELECT CASE WHEN bool_and(l.quantity = l.cancelled + coalesce(d.units, 0)) THEN max(d.at) END
    FROM orders.order_line l LEFT JOIN delivered d USING (line) WHERE l.order_id = of_order
$$;
-- A paid order notes it by itself, whichever move made it so: a delivery, or a cancellation of what was not sent.
CREATE FUNCTION orders.note_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.delivered_at := orders.delivered_of(NEW.id);
  RETURN NEW;
END $$;
CREATE TRIGGER sales_order_delivered BEFORE UPDATE ON orders.sales_order
  FOR EACH ROW WHEN (OLD.state = 'PAID' AND NEW.state = 'PAID' AND NEW.delivered_at IS NULL)
  EXECUTE FUNCTION orders.note_delivery();
--> statement-breakpoint
-- Of a deposit that the bank took back no card part goes back: it is not there.
CREATE FUNCTION orders.change_without_deposit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM orders.sales_order o WHERE o.id = NEW.order_id AND o.attention = 'deposit_reversed') THEN
    NEW.card_minor := 0;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER change_without_deposit_made BEFORE INSERT ON orders.change
  FOR EACH ROW WHEN (NEW.card_minor > 0) EXECUTE FUNCTION orders.change_without_deposit();
CREATE TRIGGER change_without_deposit_moved BEFORE UPDATE OF card_minor ON orders.change
  FOR EACH ROW WHEN (NEW.card_minor > OLD.card_minor) EXECUTE FUNCTION orders.change_without_deposit();
--> statement-breakpoint
-- What a key did before: `known`, `reused` (with another input), or null.
CREATE FUNCTION orders.effect_before(input jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN k.fingerprint = input ->> 'fingerprint' THEN 'known' ELSE 'reused' END
    FROM orders.keyed_effect k WHERE k.principal = input ->> 'principal' AND k.key = input ->> 'key'
$$;
-- Counts a version of a locked order with its event; of staff also the audit line, and of a key its effect.
CREATE FUNCTION orders.note_move(input jsonb, of_order text, what text, data jsonb, made text) RETURNS orders.sales_order
LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
BEGIN
  UPDATE orders.sales_order SET version = version + 1, updated_at = clock_timestamp()
   WHERE id = of_order RETURNING * INTO o;
  INSERT INTO orders.order_event (order_id, version, name, actor, data)
  VALUES (o.id, o.version, what, input ->> 'actor', data);
  IF input ->> 'action' IS NOT NULL THEN
    INSERT INTO orders.audit_event (actor_id, action, subject_id, changes, request_id)
    VALUES (input ->> 'actor', input ->> 'action', o.id, data || jsonb_build_object('reason', coalesce(input ->> 'because', '')),
            input ->> 'request_id');
  END IF;
  IF input ->> 'key' IS NOT NULL THEN
    INSERT INTO orders.keyed_effect (principal, key, fingerprint, subject_id, made_id)
    VALUES (input ->> 'principal', input ->> 'key', input ->> 'fingerprint', o.id, made);
  END IF;
  RETURN o;
END $$;
--> statement-breakpoint
-- Units of a line that may be asked back: sent, not returned, and in no open return.
CREATE FUNCTION orders.returnable(of_order text, of_line int) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(x.quantity) FROM orders.shipment s JOIN orders.shipment_line x ON x.shipment_id = s.id
                    WHERE s.order_id = of_order AND s.state IN ('SHIPPED', 'DELIVERED') AND x.line = of_line), 0)::int
       - coalesce((SELECT sum(x.quantity) FROM orders.change c JOIN orders.change_line x ON x.change_id = c.id
                    WHERE c.order_id = of_order AND c.kind = 'return' AND c.state IN ('REQUESTED', 'APPROVED') AND x.line = of_line), 0)::int
       - l.returned
    FROM orders.order_line l WHERE l.order_id = of_order AND l.line = of_line
$$;
--> statement-breakpoint
-- Opens a return, by its owner or by staff, who agree to it with that. A refusal is returned before anything is written.
CREATE FUNCTION orders.ask_return(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
                 FROM jsonb_to_recordset(input -> 'lines') AS r(line int, quantity int) GROUP BY r.line LOOP
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
--> statement-breakpoint
-- Moves a return that has not arrived: approved, rejected or withdrawn.
CREATE FUNCTION orders.move_return(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  moved orders.change;
  next_state text := input ->> 'to';
  earlier text;
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  earlier := orders.effect_before(input);
  IF earlier IS NOT NULL THEN RETURN jsonb_build_object('kind', earlier); END IF;
  SELECT * INTO moved FROM orders.change c
   WHERE c.id = input ->> 'change_id' AND c.order_id = o.id AND c.kind = 'return';
  IF NOT FOUND THEN RETURN '{"kind": "unknown"}'; END IF;
  IF NOT EXISTS (SELECT FROM orders.transition t WHERE (t.machine, t.source, t.target) = ('return', moved.state, next_state)) THEN
    RETURN jsonb_build_object('kind', CASE WHEN moved.state = next_state THEN 'already' ELSE 'conflict' END);
  END IF;
  -- The account is needed no longer once the goods stay where they are.
  UPDATE orders.change SET state = next_state, version = version + 1, updated_at = clock_timestamp(),
         approved_at = CASE next_state WHEN 'APPROVED' THEN clock_timestamp() ELSE approved_at END,
         sealed_account = CASE next_state WHEN 'APPROVED' THEN sealed_account END
   WHERE id = moved.id;
  o := orders.note_move(input, o.id, 'return_' || lower(next_state), jsonb_build_object('changeId', moved.id), moved.id);
  RETURN jsonb_build_object('kind', 'done', 'change_id', moved.id, 'order', orders.order_json(o));
END $$;
--> statement-breakpoint
-- Notes what arrived of a return: units counted, shares of them fixed, the refund's step written, under the order's lock.
CREATE FUNCTION orders.receive_return(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  moved orders.change;
  earlier text;
  shares_card bigint;
  shares_point bigint;
  given_card bigint;
  given_point bigint;
  units int;
  shipping_card bigint := 0;
  shipping_point bigint := 0;
  fee bigint;
  next_n int;
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  earlier := orders.effect_before(input);
  IF earlier IS NOT NULL THEN RETURN jsonb_build_object('kind', earlier); END IF;
  SELECT * INTO moved FROM orders.change c
   WHERE c.id = input ->> 'change_id' AND c.order_id = o.id AND c.kind = 'return';
  IF NOT FOUND THEN RETURN '{"kind": "unknown"}'; END IF;
  IF moved.state <> 'APPROVED' THEN RETURN '{"kind": "conflict"}'; END IF;
  -- A line is named once, and no more of it arrives than was to come.
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(input -> 'lines') AS r(line int, received int, restocked int)
      LEFT JOIN orders.change_line x ON x.change_id = moved.id AND x.line = r.line
     GROUP BY r.line HAVING count(*) > 1 OR coalesce(max(x.quantity), 0) < max(r.received)) THEN
    RETURN '{"kind": "too_many"}';
  END IF;

  SELECT max(c.n) + 1, coalesce(sum(c.card_minor), 0), coalesce(sum(c.point_amount), 0)
    INTO next_n, given_card, given_point FROM orders.change c WHERE c.order_id = o.id;
  WITH arrived AS (
    SELECT x.line, coalesce(r.received, 0) AS received, coalesce(r.restocked, 0) AS restocked,
           orders.units_share(l.card_minor, l.quantity, l.cancelled + l.returned, coalesce(r.received, 0)) AS card_minor,
           orders.units_share(l.point_amount, l.quantity, l.cancelled + l.returned, coalesce(r.received, 0)) AS point_amount
      FROM orders.change_line x
      JOIN orders.order_line l ON l.order_id = o.id AND l.line = x.line
      LEFT JOIN jsonb_to_recordset(input -> 'lines') AS r(line int, received int, restocked int) ON r.line = x.line
     WHERE x.change_id = moved.id
  ), counted AS (
    UPDATE orders.order_line l SET returned = l.returned + a.received
      FROM arrived a WHERE l.order_id = o.id AND l.line = a.line AND a.received > 0
  ), written AS (
    UPDATE orders.change_line x SET received = a.received, restocked = a.restocked, card_minor = a.card_minor, point_amount = a.point_amount
      FROM arrived a WHERE x.change_id = moved.id AND x.line = a.line
    RETURNING x.received, x.card_minor, x.point_amount
  ) SELECT sum(received), sum(card_minor), sum(point_amount) INTO units, shares_card, shares_point FROM written;

  -- The fee of delivery goes back with the last unit, where the shop pays.
  IF moved.reason <> 'changed_mind' AND units > 0
     AND NOT EXISTS (SELECT FROM orders.order_line l WHERE l.order_id = o.id AND l.cancelled + l.returned < l.quantity) THEN
    SELECT o.card_minor - sum(card_minor), o.point_amount - sum(point_amount) INTO shipping_card, shipping_point
      FROM orders.order_line WHERE order_id = o.id;
  END IF;
  -- What was given back as goodwill before is not given twice; then the fee, from card money first, never below 0.
  shares_card := least(shares_card + shipping_card, o.card_minor - given_card);
  shares_point := least(shares_point + shipping_point, o.point_amount - given_point);
  fee := least(moved.fee_minor, shares_card + shares_point);
  UPDATE orders.change
     SET state = 'RECEIVED', version = version + 1, n = next_n, fee_minor = fee, shipping_minor = shipping_card + shipping_point,
         card_minor = greatest(0, shares_card - fee), point_amount = shares_point - greatest(0, fee - shares_card),
         received_at = clock_timestamp(), refund_due_at = orders.business_day_end(clock_timestamp(), 3), updated_at = clock_timestamp()
   WHERE id = moved.id RETURNING * INTO moved;
  o := orders.note_move(input, o.id, 'return_received',
         jsonb_build_object('changeId', moved.id, 'cardMinor', moved.card_minor, 'pointAmount', moved.point_amount), moved.id);
  INSERT INTO orders.step (subject, order_id, version, name, due_at, lease_until)
  VALUES (moved.id, o.id, moved.version, 'refund', clock_timestamp(),
          clock_timestamp() + make_interval(secs => (input ->> 'lease_seconds')::float8));
  RETURN jsonb_build_object('kind', 'done', 'change_id', moved.id, 'order', orders.order_json(o),
    'step', (SELECT to_jsonb(s) FROM orders.step s WHERE s.subject = moved.id));
END $$;
--> statement-breakpoint
-- Tells what keeps a paid order from being completed: null for nothing.
CREATE FUNCTION orders.not_complete(o orders.sales_order) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN o.state <> 'PAID' OR o.delivered_at IS NULL OR o.attention IS NOT DISTINCT FROM 'deposit_reversed' THEN 'conflict'
    WHEN EXISTS (SELECT FROM orders.change c WHERE c.order_id = o.id AND c.state NOT IN ('DONE', 'REJECTED', 'WITHDRAWN')
                   AND NOT EXISTS (SELECT FROM orders.step s WHERE s.subject = c.id)) THEN 'conflict'
    WHEN EXISTS (SELECT FROM orders.step s WHERE s.order_id = o.id) THEN 'owed'
  END
$$;
-- Completes an order whose row is locked: its points are the member's by a step. Null: it is not so far.
CREATE FUNCTION orders.complete(of_order text, who text, leased float8) RETURNS orders.sales_order LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
BEGIN
  UPDATE orders.sales_order x SET state = 'COMPLETED', version = version + 1, closed_at = clock_timestamp(), updated_at = clock_timestamp()
   WHERE x.id = of_order AND orders.not_complete(x) IS NULL RETURNING * INTO o;
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO orders.order_event (order_id, version, name, actor) VALUES (o.id, o.version, 'completed', who);
  IF o.member_id IS NOT NULL THEN
    INSERT INTO orders.step (subject, order_id, version, name, due_at, lease_until)
    VALUES (o.id, o.id, o.version, 'settle', clock_timestamp(), clock_timestamp() + make_interval(secs => leased));
  END IF;
  RETURN o;
END $$;
-- Completes an order by its owner's word.
CREATE FUNCTION orders.receive_order(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  o orders.sales_order;
  why text;
BEGIN
  SELECT * INTO o FROM orders.sales_order WHERE id = input ->> 'order_id' FOR UPDATE;
  IF o.state = 'COMPLETED' THEN RETURN '{"kind": "already"}'; END IF;
  why := orders.not_complete(o);
  IF why IS NOT NULL THEN RETURN jsonb_build_object('kind', why); END IF;
  o := orders.complete(o.id, input ->> 'actor', (input ->> 'lease_seconds')::float8);
  RETURN jsonb_build_object('kind', 'done', 'order', orders.order_json(o),
    'step', (SELECT to_jsonb(s) FROM orders.step s WHERE s.subject = o.id));
END $$;
