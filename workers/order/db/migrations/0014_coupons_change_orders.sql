ALTER TABLE "orders"."coupon_use" ADD COLUMN "taken_from" text;--> statement-breakpoint
CREATE INDEX "coupon_use_taken_idx" ON "orders"."coupon_use" USING btree ("taken_from") WHERE taken_from is not null;--> statement-breakpoint
-- A coupon follows its order: confirmed when it is paid, given back when it ends unpaid or is cancelled entirely. A move
-- cannot forget it. What an order took over from the one whose place it takes is its own once it is pending, and goes back
-- when it is undone. Rows of coupons are locked in one order and changed by a count per code.
CREATE OR REPLACE FUNCTION orders.coupons_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM after WHERE coupon_code IS NOT NULL) THEN RETURN NULL; END IF;
  UPDATE orders.coupon_use u SET state = 'confirmed'
    FROM after a JOIN before b USING (id)
   WHERE u.order_id = a.id AND u.state = 'reserved' AND a.state = 'PAID' AND b.state <> 'PAID';
  IF EXISTS (SELECT FROM before WHERE state = 'PLACING') THEN
    -- The former order may end at the same moment: its row says what it is.
    PERFORM FROM orders.sales_order r WHERE r.id IN (
      SELECT u.taken_from FROM orders.coupon_use u JOIN after a ON a.id = u.order_id WHERE a.state = 'CANCELLED')
      ORDER BY r.id FOR UPDATE;
    UPDATE orders.coupon_use u SET order_id = u.taken_from, taken_from = NULL
      FROM after a JOIN before b USING (id)
     WHERE u.order_id = a.id AND a.state = 'CANCELLED' AND b.state = 'PLACING'
       AND EXISTS (SELECT FROM orders.sales_order r WHERE r.id = u.taken_from AND r.state = 'PENDING');
    UPDATE orders.coupon_use u SET taken_from = NULL
      FROM after a JOIN before b USING (id)
     WHERE u.order_id = a.id AND u.taken_from IS NOT NULL AND b.state = 'PLACING' AND a.state <> 'PLACING';
  END IF;
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
--> statement-breakpoint
-- An order whose coupon was taken over waits for the outcome: while the order that takes its place is being placed it does
-- not begin to be paid, or one use would discount both.
CREATE FUNCTION orders.taken_over_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE WHEN EXISTS (SELECT FROM orders.coupon_use u WHERE u.taken_from = NEW.id) THEN NULL ELSE NEW END;
END $$;
CREATE TRIGGER sales_order_begins BEFORE UPDATE ON orders.sales_order
  FOR EACH ROW WHEN (OLD.state = 'PENDING' AND NEW.state = 'PAYING' AND OLD.coupon_code IS NOT NULL)
  EXECUTE FUNCTION orders.taken_over_waits();
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
  takes_over boolean;
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
       AND (member IS NOT NULL OR o.access_gen = 1)
       FOR UPDATE;
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
    -- The order whose place this one takes has reserved a use already: no one is blocked by their own.
    takes_over := replaced.state IS NOT DISTINCT FROM 'PENDING' AND EXISTS (
      SELECT FROM orders.coupon_use u
       WHERE u.order_id = replaced.id AND u.code = offer.code AND u.state = 'reserved' AND u.taken_from IS NULL);
    IF NOT takes_over THEN
      IF offer.uses >= offer.uses_max THEN RETURN '{"kind": "coupon_used_up"}'; END IF;
      IF offer.uses_per_member IS NOT NULL AND coalesce((
        SELECT p.uses FROM orders.coupon_principal p WHERE p.code = offer.code AND p.principal = member), 0) >= offer.uses_per_member THEN
        RETURN '{"kind": "coupon_invalid"}';
      END IF;
      UPDATE orders.coupon SET uses = uses + 1 WHERE code = offer.code;
      INSERT INTO orders.coupon_principal AS p (code, principal, uses) VALUES (offer.code, caller, 1)
      ON CONFLICT (code, principal) DO UPDATE SET uses = p.uses + 1;
    END IF;
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
  IF takes_over THEN
    UPDATE orders.coupon_use SET order_id = placed.id, taken_from = replaced.id WHERE order_id = replaced.id;
  ELSIF offer.code IS NOT NULL THEN
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
