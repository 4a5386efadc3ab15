CREATE TABLE "catalog"."stock_hold" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"reference" text,
	"attempt" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stock_hold_state_known" CHECK (state in ('held', 'pinned', 'committed', 'released')),
	CONSTRAINT "stock_hold_only_held_expires" CHECK ((state = 'held') = (expires_at is not null))
);
--> statement-breakpoint
CREATE TABLE "catalog"."stock_hold_line" (
	"hold_id" text NOT NULL,
	"sku" text NOT NULL,
	"quantity" integer NOT NULL,
	"counted" boolean NOT NULL,
	"restocked" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_hold_line_hold_id_sku_pk" PRIMARY KEY("hold_id","sku"),
	CONSTRAINT "stock_hold_line_quantity" CHECK (quantity between 1 and 99),
	CONSTRAINT "stock_hold_line_restocked" CHECK (restocked between 0 and quantity)
);
--> statement-breakpoint
ALTER TABLE "catalog"."product" ADD COLUMN "flipped_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "catalog"."stock_movement" ADD COLUMN "hold_id" text;--> statement-breakpoint
ALTER TABLE "catalog"."stock_hold_line" ADD CONSTRAINT "stock_hold_line_hold_id_stock_hold_id_fk" FOREIGN KEY ("hold_id") REFERENCES "catalog"."stock_hold"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_hold_line_counted_idx" ON "catalog"."stock_hold_line" USING btree ("sku") WHERE counted;--> statement-breakpoint
CREATE INDEX "product_flipped_idx" ON "catalog"."product" USING btree ("flipped_at");--> statement-breakpoint
CREATE INDEX "stock_movement_hold_idx" ON "catalog"."stock_movement" USING btree ("hold_id") WHERE hold_id is not null;--> statement-breakpoint
-- Holds end by their state; no row of them is removed.
REVOKE DELETE ON catalog.stock_hold, catalog.stock_hold_line FROM edgemart_catalog;
--> statement-breakpoint
-- A verb of stock tells caches only when a product became available or sold out. The triggers of variants and levels
-- change in_stock under the product's lock: what is written here is exact, also when two variants change at once.
CREATE FUNCTION catalog.note_flip() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.flipped_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER product_flipped BEFORE UPDATE ON catalog.product
  FOR EACH ROW WHEN (OLD.in_stock <> NEW.in_stock) EXECUTE FUNCTION catalog.note_flip();
--> statement-breakpoint
-- Whether this transaction changed the availability of a product of these SKUs. Another one's change within the same
-- millisecond counts too: caches are then told once more than needed.
CREATE FUNCTION catalog.has_flipped(skus text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id
                  WHERE v.sku = ANY (skus) AND p.flipped_at = now()::timestamptz(3))
$$;
--> statement-breakpoint
-- The answer of a verb that leaves a hold as it is.
CREATE FUNCTION catalog.hold_as_is(hold catalog.stock_hold) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object('state', hold.state, 'expiresAt', hold.expires_at))
$$;
--> statement-breakpoint
-- Every verb locks all levels it may change here, and the rows of holds after them: all in one order.
CREATE FUNCTION catalog.lock_levels(skus text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM catalog.stock_level WHERE sku = ANY (skus) ORDER BY sku FOR UPDATE;
END $$;
--> statement-breakpoint
-- Locks the levels of a hold's lines, then its row. A hold appears together with its lines, which never change: what is
-- to be locked is known before. Null for a hold that is not there.
CREATE FUNCTION catalog.lock_hold(its_id text) RETURNS catalog.stock_hold LANGUAGE plpgsql AS $$
DECLARE
  hold catalog.stock_hold;
BEGIN
  IF NOT EXISTS (SELECT FROM catalog.stock_hold WHERE id = its_id) THEN RETURN NULL; END IF;
  PERFORM catalog.lock_levels(ARRAY(SELECT sku FROM catalog.stock_hold_line WHERE hold_id = its_id));
  SELECT * INTO hold FROM catalog.stock_hold WHERE id = its_id FOR UPDATE;
  RETURN hold;
END $$;
--> statement-breakpoint
-- Counted lines that may be taken from their holds: of these SKUs those that have expired, and all of the hold that is
-- given up, while it is held. Asked under the locks of the levels, which freeze the states of all holds it reads.
CREATE FUNCTION catalog.free_lines(skus text[], moment timestamptz, given_up text)
  RETURNS catalog.stock_hold_line[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(
    SELECT l FROM catalog.stock_hold_line l JOIN catalog.stock_hold h ON h.id = l.hold_id
     WHERE l.counted AND l.sku = ANY (skus) AND h.state = 'held' AND h.expires_at <= moment
    UNION
    SELECT l FROM catalog.stock_hold_line l JOIN catalog.stock_hold h ON h.id = l.hold_id
     WHERE l.counted AND h.id = given_up AND h.state = 'held')
$$;
--> statement-breakpoint
-- SKUs of which less is left than is wanted, counting what can be freed; null when all is there. 99 are shown at most.
CREATE FUNCTION catalog.short_lines(wanted catalog.stock_hold_line[], freed catalog.stock_hold_line[])
  RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_agg(jsonb_build_object('sku', sku, 'available', least(99, greatest(0, available))) ORDER BY sku)
    FROM (SELECT w.sku, w.quantity, coalesce(s.on_hand - s.reserved, 0)
                 + coalesce((SELECT sum(f.quantity) FROM unnest(freed) AS f WHERE f.sku = w.sku), 0) AS available
            FROM unnest(wanted) AS w LEFT JOIN catalog.stock_level s ON s.sku = w.sku) AS asked
   WHERE available < quantity
$$;
--> statement-breakpoint
-- Takes lines out of what is reserved and others into it. Each level is changed in ONE statement: two of them in one
-- transaction deadlock with another one's in the triggers that keep listings.
CREATE FUNCTION catalog.recount_lines(freed catalog.stock_hold_line[], taken catalog.stock_hold_line[])
  RETURNS void LANGUAGE sql AS $$
  WITH change AS (
    SELECT f.hold_id, f.sku, -f.quantity AS delta FROM unnest(freed) AS f
    UNION ALL SELECT t.hold_id, t.sku, t.quantity FROM unnest(taken) AS t
  ), marked AS (
    UPDATE catalog.stock_hold_line l SET counted = c.delta > 0
      FROM change c WHERE l.hold_id = c.hold_id AND l.sku = c.sku
  )
  UPDATE catalog.stock_level s
     SET reserved = s.reserved + c.delta, version = s.version + 1, updated_at = now()
    FROM (SELECT sku, sum(delta) AS delta FROM change GROUP BY sku HAVING sum(delta) <> 0) AS c
   WHERE s.sku = c.sku
$$;
--> statement-breakpoint
-- What a hold of these lines is answered without doing anything; null while it is not there.
CREATE FUNCTION catalog.held_before(its_id text, wanted catalog.stock_hold_line[]) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN lines.own = '{}' OR lines.own = lines.asked THEN catalog.hold_as_is(h)
              ELSE '{"state": "mismatched"}' END
    FROM catalog.stock_hold h, LATERAL (
      SELECT ARRAY(SELECT l.sku || ' ' || l.quantity FROM catalog.stock_hold_line l WHERE l.hold_id = h.id ORDER BY l.sku) AS own,
             ARRAY(SELECT w.sku || ' ' || w.quantity FROM unnest(wanted) AS w ORDER BY w.sku) AS asked
    ) AS lines
   WHERE h.id = its_id
$$;
--> statement-breakpoint
-- The lines of an input, `[{"sku", "quantity"}]`, as those of a hold.
CREATE FUNCTION catalog.lines_of(its_id text, lines jsonb) RETURNS catalog.stock_hold_line[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY(SELECT ROW (its_id, l ->> 'sku', (l ->> 'quantity')::int, false, 0)::catalog.stock_hold_line
                 FROM jsonb_array_elements(lines) AS l)
$$;
--> statement-breakpoint
-- Promises all lines or none, and gives up the hold that this one replaces only when it succeeds.
CREATE FUNCTION catalog.hold_stock(its_id text, lines jsonb, ttl_seconds int, its_reference text, replaces text)
  RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  wanted catalog.stock_hold_line[] := catalog.lines_of(its_id, lines);
  skus text[] := ARRAY(SELECT sku FROM unnest(wanted));
  former text[] := ARRAY(SELECT sku FROM catalog.stock_hold_line WHERE hold_id = replaces);
  given_up catalog.stock_hold;
  freed catalog.stock_hold_line[];
  moment timestamptz;
  answer jsonb := catalog.held_before(its_id, wanted);
BEGIN
  IF answer IS NOT NULL THEN RETURN answer; END IF;
  PERFORM catalog.lock_levels(skus || former);
  -- A hold that appeared after its lines were looked for is not locked, and is left alone.
  IF former <> '{}' THEN
    SELECT * INTO given_up FROM catalog.stock_hold WHERE id = replaces FOR UPDATE;
  END IF;
  -- The one that held the locks may have been this same verb.
  answer := catalog.held_before(its_id, wanted);
  IF answer IS NOT NULL THEN RETURN answer; END IF;
  moment := clock_timestamp();
  freed := catalog.free_lines(skus, moment, given_up.id);
  answer := catalog.short_lines(wanted, freed);
  IF answer IS NOT NULL THEN RETURN jsonb_build_object('state', 'short', 'lines', answer); END IF;
  INSERT INTO catalog.stock_hold (id, state, expires_at, reference)
  VALUES (its_id, 'held', moment + make_interval(secs => ttl_seconds), its_reference)
  ON CONFLICT DO NOTHING;
  -- A release came in between, and its row is there by now.
  IF NOT FOUND THEN RETURN catalog.held_before(its_id, wanted); END IF;
  INSERT INTO catalog.stock_hold_line SELECT * FROM unnest(wanted);
  PERFORM catalog.recount_lines(freed, wanted);
  UPDATE catalog.stock_hold SET state = 'released', expires_at = NULL, updated_at = moment
   WHERE id = given_up.id AND state = 'held';
  RETURN catalog.held_before(its_id, wanted)
         || jsonb_build_object('hasFlipped', catalog.has_flipped(skus || former));
END $$;
--> statement-breakpoint
-- A payment begins: the hold ends no longer by itself. What was taken from it since it expired is taken again, when it is
-- still free. The verb of an attempt that was ended, or of one before it, changes nothing.
CREATE FUNCTION catalog.pin_hold(its_id text, its_attempt int) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  hold catalog.stock_hold := catalog.lock_hold(its_id);
  missing catalog.stock_hold_line[];
  freed catalog.stock_hold_line[];
  skus text[];
  short jsonb;
BEGIN
  IF hold.id IS NULL THEN RETURN '{"state": "released"}'; END IF;
  IF hold.state IN ('committed', 'released') THEN RETURN catalog.hold_as_is(hold); END IF;
  IF its_attempt < hold.attempt OR hold.state = 'held' AND its_attempt = hold.attempt THEN
    RETURN '{"state": "stale"}';
  END IF;
  missing := ARRAY(SELECT l FROM catalog.stock_hold_line l WHERE l.hold_id = its_id AND NOT l.counted);
  IF missing <> '{}' THEN
    skus := ARRAY(SELECT sku FROM unnest(missing));
    freed := catalog.free_lines(skus, clock_timestamp(), NULL);
    short := catalog.short_lines(missing, freed);
    IF short IS NOT NULL THEN RETURN jsonb_build_object('state', 'lost', 'lines', short); END IF;
    PERFORM catalog.recount_lines(freed, missing);
  END IF;
  UPDATE catalog.stock_hold
     SET state = 'pinned', expires_at = NULL, attempt = its_attempt, updated_at = clock_timestamp()
   WHERE id = its_id;
  RETURN jsonb_build_object('state', 'pinned', 'hasFlipped', catalog.has_flipped(skus));
END $$;
--> statement-breakpoint
-- A payment failed: the hold ends by itself again. On one that does, it only ends the attempt: its late pin changes nothing.
CREATE FUNCTION catalog.unpin_hold(its_id text, its_attempt int, ttl_seconds int) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  hold catalog.stock_hold := catalog.lock_hold(its_id);
BEGIN
  IF hold.id IS NULL THEN RETURN '{"state": "released"}'; END IF;
  IF hold.state = 'pinned' AND its_attempt < hold.attempt THEN RETURN '{"state": "stale"}'; END IF;
  IF hold.state IN ('held', 'pinned') THEN
    UPDATE catalog.stock_hold
       SET state = 'held', attempt = greatest(attempt, its_attempt), updated_at = clock_timestamp(),
           expires_at = coalesce(expires_at, clock_timestamp() + make_interval(secs => ttl_seconds))
     WHERE id = its_id RETURNING * INTO hold;
  END IF;
  RETURN catalog.hold_as_is(hold);
END $$;
--> statement-breakpoint
-- Sells what is pinned. What is available stays what it was.
CREATE FUNCTION catalog.commit_hold(its_id text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  hold catalog.stock_hold := catalog.lock_hold(its_id);
BEGIN
  IF hold.id IS NULL THEN RETURN '{"state": "released"}'; END IF;
  IF hold.state <> 'pinned' THEN RETURN catalog.hold_as_is(hold); END IF;
  WITH sold AS (
    UPDATE catalog.stock_hold_line SET counted = false WHERE hold_id = its_id AND counted
    RETURNING sku, quantity
  ), moved AS (
    INSERT INTO catalog.stock_movement (sku, delta, reason, reference, principal, hold_id)
    SELECT sku, -quantity, 'sold', its_id, 'order', its_id FROM sold
  )
  UPDATE catalog.stock_level s
     SET on_hand = s.on_hand - sold.quantity, reserved = s.reserved - sold.quantity,
         version = s.version + 1, updated_at = now()
    FROM sold WHERE s.sku = sold.sku;
  UPDATE catalog.stock_hold SET state = 'committed', updated_at = clock_timestamp()
   WHERE id = its_id RETURNING * INTO hold;
  RETURN catalog.hold_as_is(hold);
END $$;
--> statement-breakpoint
-- Gives a hold up, also one that has not arrived: the row left here refuses it.
CREATE FUNCTION catalog.release_hold(its_id text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  hold catalog.stock_hold := catalog.lock_hold(its_id);
  freed catalog.stock_hold_line[];
BEGIN
  IF hold.id IS NULL THEN
    INSERT INTO catalog.stock_hold (id, state) VALUES (its_id, 'released') ON CONFLICT DO NOTHING;
    IF FOUND THEN RETURN '{"state": "released"}'; END IF;
    -- The hold came in between, and is there by now. No lock was taken yet.
    hold := catalog.lock_hold(its_id);
  END IF;
  IF hold.state NOT IN ('held', 'pinned') THEN RETURN catalog.hold_as_is(hold); END IF;
  freed := ARRAY(SELECT l FROM catalog.stock_hold_line l WHERE l.hold_id = its_id AND l.counted);
  PERFORM catalog.recount_lines(freed, '{}');
  UPDATE catalog.stock_hold SET state = 'released', expires_at = NULL, updated_at = clock_timestamp()
   WHERE id = its_id;
  RETURN jsonb_build_object('state', 'released',
           'hasFlipped', catalog.has_flipped(ARRAY(SELECT sku FROM unnest(freed))));
END $$;
--> statement-breakpoint
-- Puts sold goods back. The movement is the record: a SKU that has one under this id was put back before.
CREATE FUNCTION catalog.restock_hold(its_restock text, its_id text, lines jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  hold catalog.stock_hold := catalog.lock_hold(its_id);
  fresh catalog.stock_hold_line[];
  gone jsonb;
BEGIN
  IF hold.id IS NULL THEN RETURN '{"state": "released"}'; END IF;
  IF hold.state <> 'committed' THEN RETURN catalog.hold_as_is(hold); END IF;
  fresh := ARRAY(SELECT w FROM unnest(catalog.lines_of(its_id, lines)) AS w WHERE NOT EXISTS (
    SELECT FROM catalog.stock_movement m WHERE m.sku = w.sku AND m.reference = its_restock));
  IF EXISTS (SELECT FROM unnest(fresh) AS w
               LEFT JOIN catalog.stock_hold_line l ON l.hold_id = its_id AND l.sku = w.sku
              WHERE l.sku IS NULL OR l.restocked + w.quantity > l.quantity) THEN
    RETURN '{"state": "too_much"}';
  END IF;
  WITH returned AS (
    UPDATE catalog.stock_level s
       SET on_hand = s.on_hand + w.quantity, version = s.version + 1, updated_at = now()
      FROM unnest(fresh) AS w WHERE s.sku = w.sku
    RETURNING s.sku, w.quantity
  ), moved AS (
    INSERT INTO catalog.stock_movement (sku, delta, reason, reference, principal, hold_id)
    SELECT sku, quantity, 'returned', its_restock, 'order', its_id FROM returned
  ), marked AS (
    UPDATE catalog.stock_hold_line l SET restocked = l.restocked + r.quantity
      FROM returned r WHERE l.hold_id = its_id AND l.sku = r.sku
  )
  SELECT coalesce(jsonb_agg(w.sku ORDER BY w.sku), '[]') INTO gone
    FROM unnest(fresh) AS w WHERE NOT EXISTS (SELECT FROM returned r WHERE r.sku = w.sku);
  RETURN jsonb_build_object('state', 'restocked', 'gone', gone,
           'hasFlipped', catalog.has_flipped(ARRAY(SELECT sku FROM unnest(fresh))));
END $$;
--> statement-breakpoint
-- Takes lines that expired more than a minute ago out of what is reserved, so that pages show them; buyers need it not.
CREATE FUNCTION catalog.uncount_expired(lines_max int) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := clock_timestamp() - interval '1 minute';
  skus text[];
  freed catalog.stock_hold_line[];
BEGIN
  skus := ARRAY(SELECT DISTINCT sku FROM (
    SELECT l.sku FROM catalog.stock_hold_line l JOIN catalog.stock_hold h ON h.id = l.hold_id
     WHERE l.counted AND h.state = 'held' AND h.expires_at < moment
     ORDER BY h.expires_at LIMIT lines_max) AS due);
  PERFORM catalog.lock_levels(skus);
  -- Again, under the locks: a payment may have begun in between.
  freed := (catalog.free_lines(skus, moment, NULL))[:lines_max];
  PERFORM catalog.recount_lines(freed, '{}');
  RETURN jsonb_build_object('lines', cardinality(freed), 'hasFlipped', catalog.has_flipped(skus));
END $$;
--> statement-breakpoint
-- What breaks the laws of stock, in one snapshot; empty as long as they hold.
CREATE FUNCTION catalog.broken_stock_laws() RETURNS TABLE (law text, subject text) LANGUAGE sql STABLE AS $$
  SELECT 'reserved_is_what_counts', coalesce(s.sku, c.sku)
    FROM catalog.stock_level s
    FULL JOIN (SELECT l.sku, sum(l.quantity) AS quantity FROM catalog.stock_hold_line l WHERE l.counted GROUP BY l.sku) AS c
      ON c.sku = s.sku
   WHERE coalesce(s.reserved, 0) <> coalesce(c.quantity, 0)
  UNION ALL
  SELECT 'on_hand_is_what_moved', s.sku
    FROM catalog.stock_level s
    LEFT JOIN (SELECT m.sku, sum(m.delta) AS delta FROM catalog.stock_movement m GROUP BY m.sku) AS m ON m.sku = s.sku
   WHERE s.on_hand <> coalesce(m.delta, 0)
  UNION ALL
  SELECT 'only_live_holds_count', h.id
    FROM catalog.stock_hold h JOIN catalog.stock_hold_line l ON l.hold_id = h.id
   WHERE l.counted AND h.state IN ('committed', 'released') OR NOT l.counted AND h.state = 'pinned'
$$;
