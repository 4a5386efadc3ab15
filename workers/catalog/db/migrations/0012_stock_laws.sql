-- contract: no released version asks for all laws at once
CREATE INDEX "stock_hold_pinned_idx" ON "catalog"."stock_hold" USING btree ("id") WHERE state = 'pinned';
--> statement-breakpoint
-- What contradicts the laws of what is reserved, in one snapshot: as much work as there are live holds, however many
-- orders there were.
CREATE FUNCTION catalog.broken_reservations() RETURNS TABLE (law text, subject text) LANGUAGE sql STABLE AS $$
  SELECT 'reserved_is_what_counts', sku
    FROM (SELECT s.sku, s.reserved FROM catalog.stock_level s WHERE s.reserved <> 0) AS level
    FULL JOIN (SELECT l.sku, sum(l.quantity) AS quantity FROM catalog.stock_hold_line l WHERE l.counted GROUP BY l.sku) AS line
      USING (sku)
   WHERE coalesce(level.reserved, 0) <> coalesce(line.quantity, 0)
  UNION
  SELECT 'only_live_holds_count', h.id
    FROM catalog.stock_hold_line l JOIN catalog.stock_hold h ON h.id = l.hold_id
   WHERE l.counted AND h.state IN ('committed', 'released')
  UNION
  SELECT 'pinned_holds_count', h.id
    FROM catalog.stock_hold h JOIN catalog.stock_hold_line l ON l.hold_id = h.id
   WHERE h.state = 'pinned' AND NOT l.counted
$$;
--> statement-breakpoint
-- Which of the next SKUs have another level than their movements make, and how far this page came; all movements at
-- once would be longer than a statement may take.
CREATE FUNCTION catalog.broken_on_hand(after_sku text, skus_max int) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('last', max(page.sku),
                            'broken', coalesce(jsonb_agg(page.sku ORDER BY page.sku) FILTER (WHERE page.is_broken), '[]'))
    FROM (SELECT s.sku, s.on_hand <> coalesce((
                   SELECT sum(m.delta) FROM catalog.stock_movement m WHERE m.sku = s.sku), 0) AS is_broken
            FROM catalog.stock_level s WHERE s.sku > after_sku ORDER BY s.sku LIMIT skus_max) AS page
$$;
--> statement-breakpoint
DROP FUNCTION catalog.broken_stock_laws();
