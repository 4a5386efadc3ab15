-- Every move there is; equal to packages/contracts/src/transitions.ts, which a test compares.
INSERT INTO orders.transition (machine, source, target) VALUES
  ('order', 'PLACING', 'PENDING'),
  ('order', 'PLACING', 'CANCELLED'),
  ('order', 'PENDING', 'PAYING'),
  ('order', 'PENDING', 'CANCELLED'),
  ('order', 'PENDING', 'EXPIRED'),
  ('order', 'PAYING', 'PENDING'),
  ('order', 'PAYING', 'AWAITING_DEPOSIT'),
  ('order', 'PAYING', 'PAID'),
  ('order', 'PAYING', 'CANCELLED'),
  ('order', 'PAYING', 'EXPIRED'),
  ('order', 'AWAITING_DEPOSIT', 'PAID'),
  ('order', 'AWAITING_DEPOSIT', 'CANCELLED'),
  ('order', 'AWAITING_DEPOSIT', 'EXPIRED'),
  ('order', 'PAID', 'CANCELLED'),
  ('order', 'PAID', 'COMPLETED'),
  ('shipment', 'PREPARING', 'SHIPPED'),
  ('shipment', 'PREPARING', 'VOID'),
  ('shipment', 'SHIPPED', 'DELIVERED'),
  ('cancel', 'OPEN', 'REFUNDING'),
  ('cancel', 'REFUNDING', 'DONE'),
  ('cancel', 'REFUNDING', 'FAILED'),
  ('cancel', 'FAILED', 'REFUNDING'),
  ('goodwill', 'OPEN', 'REFUNDING'),
  ('goodwill', 'REFUNDING', 'DONE'),
  ('goodwill', 'REFUNDING', 'FAILED'),
  ('goodwill', 'FAILED', 'REFUNDING'),
  ('return', 'REQUESTED', 'APPROVED'),
  ('return', 'REQUESTED', 'REJECTED'),
  ('return', 'REQUESTED', 'WITHDRAWN'),
  ('return', 'APPROVED', 'RECEIVED'),
  ('return', 'APPROVED', 'WITHDRAWN'),
  ('return', 'RECEIVED', 'REFUNDING'),
  ('return', 'REFUNDING', 'DONE'),
  ('return', 'REFUNDING', 'FAILED'),
  ('return', 'FAILED', 'REFUNDING');
--> statement-breakpoint
INSERT INTO orders.shipping_method (id, name_ko, name_en, currency, fee_minor, free_from_minor, remote_minor) VALUES
  ('standard', '일반 택배', 'Standard delivery', 'KRW', 3000, 50000, 3000);
INSERT INTO orders.remote_area (postcode_from, postcode_to, name) VALUES
  ('63000', '63644', 'Jeju'), ('40200', '40240', 'Ulleung');
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON orders.transition FROM edgemart_order;
REVOKE UPDATE, DELETE ON orders.order_event FROM edgemart_order;
REVOKE UPDATE, DELETE ON orders.audit_event FROM edgemart_order;
REVOKE DELETE ON orders.sales_order, orders.order_line, orders.change, orders.change_line FROM edgemart_order;
--> statement-breakpoint
-- A row changes by one version at a time, and its state only as the table of moves says. The argument is the machine;
-- of a change it is its kind.
CREATE FUNCTION orders.guard_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_machine text := CASE WHEN TG_ARGV[0] = 'change' THEN to_jsonb(NEW) ->> 'kind' ELSE TG_ARGV[0] END;
BEGIN
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION '% % goes from version % to %', TG_TABLE_NAME, NEW.id, OLD.version, NEW.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'move_by_one_version';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
    SELECT FROM orders.transition t WHERE (t.machine, t.source, t.target) = (of_machine, OLD.state, NEW.state)) THEN
    RAISE EXCEPTION '% % may not go from % to %', TG_TABLE_NAME, NEW.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'move_known';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sales_order_moves BEFORE UPDATE ON orders.sales_order
  FOR EACH ROW EXECUTE FUNCTION orders.guard_move('order');
CREATE TRIGGER change_moves BEFORE UPDATE ON orders.change
  FOR EACH ROW EXECUTE FUNCTION orders.guard_move('change');
CREATE TRIGGER shipment_moves BEFORE UPDATE ON orders.shipment
  FOR EACH ROW EXECUTE FUNCTION orders.guard_move('shipment');
--> statement-breakpoint
-- Each version of an order has its event when the transaction ends.
CREATE FUNCTION orders.guard_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM orders.order_event e WHERE (e.order_id, e.version) = (NEW.id, NEW.version)) THEN
    RAISE EXCEPTION 'version % of % has no event', NEW.version, NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'move_has_event';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sales_order_told AFTER INSERT OR UPDATE ON orders.sales_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orders.guard_event();
--> statement-breakpoint
-- A coupon follows its order: confirmed when it is paid, given back when it ends unpaid or is cancelled entirely. A move
-- cannot forget it. Rows of coupons are locked in one order and changed by a count per code.
CREATE FUNCTION orders.coupons_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM after WHERE coupon_code IS NOT NULL) THEN RETURN NULL; END IF;
  UPDATE orders.coupon_use u SET state = 'confirmed'
    FROM after a JOIN before b USING (id)
   WHERE u.order_id = a.id AND u.state = 'reserved' AND a.state = 'PAID' AND b.state <> 'PAID';
  PERFORM FROM orders.coupon c WHERE c.code IN (
    SELECT a.coupon_code FROM after a JOIN before b USING (id)
     WHERE a.state IN ('CANCELLED', 'EXPIRED') AND b.state <> a.state) ORDER BY c.code FOR UPDATE;
  WITH back AS (
    UPDATE orders.coupon_use u SET state = 'given_back'
      FROM after a JOIN before b USING (id)
     WHERE u.order_id = a.id AND u.state <> 'given_back'
       AND a.state IN ('CANCELLED', 'EXPIRED') AND b.state <> a.state
    RETURNING u.code, u.principal
  ), by_member AS (
    UPDATE orders.coupon_principal p SET uses = p.uses - n.uses
      FROM (SELECT code, principal, count(*)::int AS uses FROM back GROUP BY 1, 2) AS n
     WHERE (p.code, p.principal) = (n.code, n.principal)
  )
  UPDATE orders.coupon c SET uses = c.uses - n.uses
    FROM (SELECT code, count(*)::int AS uses FROM back GROUP BY 1) AS n WHERE c.code = n.code;
  RETURN NULL;
END $$;
CREATE TRIGGER sales_order_coupons AFTER UPDATE ON orders.sales_order
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION orders.coupons_follow();
--> statement-breakpoint
-- A placing that was undone leaves its key free: the same request may place anew.
CREATE FUNCTION orders.placing_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM orders.keyed_effect WHERE subject_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER sales_order_undone AFTER UPDATE ON orders.sales_order
  FOR EACH ROW WHEN (OLD.state = 'PLACING' AND NEW.state = 'CANCELLED')
  EXECUTE FUNCTION orders.placing_undone();
--> statement-breakpoint
-- An order as the Worker reads it: its row, its lines, and what only this clock can tell.
CREATE FUNCTION orders.order_json(o orders.sales_order) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(o) || jsonb_build_object(
    'payable', o.placed_at + interval '60 minutes' > clock_timestamp(),
    'seconds_left', greatest(0, ceil(extract(epoch FROM o.deadline_at - clock_timestamp())))::int,
    'instrument', (SELECT a.instrument FROM orders.attempt a WHERE a.payment_id = o.payment_id),
    'lines', (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.line) FROM orders.order_line l WHERE l.order_id = o.id),
    'changes', (SELECT coalesce(jsonb_agg(to_jsonb(c) - 'sealed_account' || jsonb_build_object('lines',
                  (SELECT coalesce(jsonb_agg(to_jsonb(cl) ORDER BY cl.line), '[]') FROM orders.change_line cl WHERE cl.change_id = c.id))
                  ORDER BY c.n), '[]') FROM orders.change c WHERE c.order_id = o.id),
    'shipments', (SELECT coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('lines',
                    (SELECT coalesce(jsonb_agg(to_jsonb(sl) ORDER BY sl.line), '[]') FROM orders.shipment_line sl WHERE sl.shipment_id = s.id))
                    ORDER BY s.created_at, s.id), '[]') FROM orders.shipment s WHERE s.order_id = o.id))
$$;
--> statement-breakpoint
-- Places an order: all of it or nothing. Callers are counted one after the other, under a lock of the caller's: members
-- by id, guests by address prefix, whose orders are counted together. A refusal is returned before anything is written.
CREATE FUNCTION orders.place(input jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
    PERFORM orders.end_pending(oldest.id, 'CANCELLED', 'displaced');
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
-- Ends a pending order, its row locked by the caller: its hold is given up by a step.
CREATE FUNCTION orders.end_pending(pending_id text, target text, why text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  ended orders.sales_order;
BEGIN
  UPDATE orders.sales_order SET state = target, version = version + 1, deadline_at = NULL, reason = why,
         closed_at = clock_timestamp(), updated_at = clock_timestamp()
   WHERE id = pending_id AND state = 'PENDING' RETURNING * INTO ended;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO orders.order_event (order_id, version, name, actor, data)
  VALUES (ended.id, ended.version, lower(target), 'saga', jsonb_build_object('reason', why));
  INSERT INTO orders.step (subject, order_id, version, name, due_at)
  VALUES (ended.id, ended.id, ended.version, 'release', clock_timestamp())
  ON CONFLICT (subject) DO UPDATE SET version = excluded.version, name = excluded.name, args = '{}', due_at = excluded.due_at,
    lease_until = NULL, tries = 0, error = NULL;
END $$;
