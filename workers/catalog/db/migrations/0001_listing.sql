-- What a listing shows of a product's variants stands on the product itself. Triggers keep it, so that no writer can forget it.

-- The lock comes first and in its own statement: each later statement sees what the lock's former holder
-- committed, so two variants that sell out at the same time leave a product that is sold out.
CREATE FUNCTION catalog.refresh_listing(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  PERFORM 1 FROM catalog.product WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  UPDATE catalog.product p
     SET price_minor = f.price_minor, price_max_minor = f.price_max_minor,
         compare_at_minor = f.compare_at_minor, currency = f.currency, in_stock = f.in_stock
    FROM (
      SELECT i.id,
             min(v.price_minor) AS price_minor,
             max(v.price_minor) AS price_max_minor,
             (array_agg(v.compare_at_minor ORDER BY v.price_minor, v.position, v.id))[1] AS compare_at_minor,
             (array_agg(v.currency ORDER BY v.price_minor, v.position, v.id))[1] AS currency,
             coalesce(bool_or(s.on_hand > s.reserved), false) AS in_stock
        FROM unnest(ids) AS i(id)
        LEFT JOIN catalog.variant v ON v.product_id = i.id
        LEFT JOIN catalog.stock_level s ON s.sku = v.sku
       GROUP BY i.id
    ) AS f
   WHERE p.id = f.id
     AND (p.price_minor, p.price_max_minor, p.compare_at_minor, p.currency, p.in_stock)
         IS DISTINCT FROM (f.price_minor, f.price_max_minor, f.compare_at_minor, f.currency, f.in_stock);
END $$;

CREATE FUNCTION catalog.variant_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM catalog.refresh_listing(ARRAY(SELECT DISTINCT product_id FROM after));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM catalog.refresh_listing(ARRAY(SELECT DISTINCT product_id FROM before));
  ELSE
    PERFORM catalog.refresh_listing(
      ARRAY(SELECT product_id FROM before UNION SELECT product_id FROM after));
  END IF;
  RETURN NULL;
END $$;

-- Only a SKU that becomes available or unavailable touches its product: ordinary sales do not queue at one row.
CREATE FUNCTION catalog.stock_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM catalog.refresh_listing(ARRAY(
      SELECT DISTINCT v.product_id FROM after a JOIN catalog.variant v USING (sku)
       WHERE a.on_hand > a.reserved));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM catalog.refresh_listing(ARRAY(
      SELECT DISTINCT v.product_id FROM before b JOIN catalog.variant v USING (sku)
       WHERE b.on_hand > b.reserved));
  ELSE
    PERFORM catalog.refresh_listing(ARRAY(
      SELECT DISTINCT v.product_id
        FROM after a JOIN before b USING (sku) JOIN catalog.variant v USING (sku)
       WHERE (a.on_hand > a.reserved) <> (b.on_hand > b.reserved)));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER variant_inserted AFTER INSERT ON catalog.variant
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.variant_changed();
CREATE TRIGGER variant_updated AFTER UPDATE ON catalog.variant
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.variant_changed();
CREATE TRIGGER variant_deleted AFTER DELETE ON catalog.variant
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION catalog.variant_changed();
CREATE TRIGGER stock_inserted AFTER INSERT ON catalog.stock_level
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.stock_changed();
CREATE TRIGGER stock_updated AFTER UPDATE ON catalog.stock_level
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.stock_changed();
CREATE TRIGGER stock_deleted AFTER DELETE ON catalog.stock_level
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION catalog.stock_changed();

-- Stock history can be added to and read, never changed.
REVOKE UPDATE, DELETE ON catalog.stock_movement FROM edgemart_catalog;

-- All that filters, facets and sorts read, so that a listing of everything never opens the wide rows.
CREATE INDEX product_listing_idx ON catalog.product (id)
  INCLUDE (category_id, brand_slug, price_minor, in_stock, popularity, created_at)
  WHERE status = 'active' AND price_minor IS NOT NULL;
