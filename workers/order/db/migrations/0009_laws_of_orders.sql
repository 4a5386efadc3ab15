-- Whether one more deposit of a guest may be awaited from an address prefix: counted under the prefix's lock, which lasts
-- until the attempt that asked is written.
CREATE FUNCTION orders.may_await_deposit(client text, most int) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('orders.deposits ' || client, 0));
  RETURN (SELECT count(*) < most FROM orders.sales_order o JOIN orders.attempt a ON a.payment_id = o.payment_id
           WHERE o.client_digest = client AND o.member_id IS NULL AND o.deadline_at IS NOT NULL
             AND o.state IN ('PAYING', 'AWAITING_DEPOSIT') AND a.instrument = 'virtual_account');
END $$;
--> statement-breakpoint
-- What contradicts a law of orders among the orders written lately, and among coupons. No row: all laws hold.
CREATE FUNCTION orders.broken_laws(lately interval) RETURNS TABLE (law text, subject text) LANGUAGE sql STABLE AS $$
  WITH o AS MATERIALIZED (SELECT * FROM orders.sales_order WHERE updated_at > clock_timestamp() - lately),
  given AS (
    SELECT c.order_id, sum(c.card_minor) AS card, sum(c.point_amount) AS points
      FROM orders.change c JOIN o ON o.id = c.order_id WHERE c.state NOT IN ('REJECTED', 'WITHDRAWN') GROUP BY 1)
  SELECT 'refunded_at_most_paid', o.id FROM o JOIN given g ON g.order_id = o.id
   WHERE g.card > o.card_minor OR g.points > o.point_amount
  UNION ALL
  SELECT 'parts_add_up', o.id FROM o WHERE o.paid_at IS NOT NULL
     AND (SELECT sum(l.unit_minor * l.quantity) <> o.items_minor OR sum(l.discount_minor) <> o.discount_minor
              OR sum(l.card_minor) > o.card_minor OR sum(l.point_amount) > o.point_amount
            FROM orders.order_line l WHERE l.order_id = o.id)
  UNION ALL
  SELECT 'cancelled_units_have_changes', o.id FROM o JOIN orders.order_line l ON l.order_id = o.id
   WHERE l.cancelled <> (SELECT coalesce(sum(x.quantity), 0) FROM orders.change c JOIN orders.change_line x ON x.change_id = c.id
                          WHERE c.order_id = o.id AND c.kind = 'cancel' AND x.line = l.line)
  UNION ALL
  SELECT 'shipped_units_have_parcels', o.id FROM o JOIN orders.order_line l ON l.order_id = o.id
   WHERE l.shipped <> (SELECT coalesce(sum(x.quantity), 0) FROM orders.shipment s JOIN orders.shipment_line x ON x.shipment_id = s.id
                        WHERE s.order_id = o.id AND s.state <> 'VOID' AND x.line = l.line)
  UNION ALL
  SELECT 'ended_order_keeps_no_coupon', o.id FROM o JOIN orders.coupon_use u ON u.order_id = o.id
   WHERE o.state IN ('CANCELLED', 'EXPIRED') AND u.state <> 'given_back'
  UNION ALL
  SELECT 'open_money_has_its_step', c.id FROM orders.change c JOIN o ON o.id = c.order_id
   WHERE c.state IN ('OPEN', 'REFUNDING') AND NOT EXISTS (SELECT FROM orders.step s WHERE s.subject = c.id)
  UNION ALL
  SELECT 'paid_stock_is_sold', o.id FROM o
   WHERE o.state IN ('PAID', 'COMPLETED') AND NOT o.committed AND NOT EXISTS (SELECT FROM orders.step s WHERE s.order_id = o.id)
  UNION ALL
  SELECT 'unpaid_order_ends', o.id FROM orders.sales_order o
   WHERE o.deadline_at < clock_timestamp() - interval '10 minutes'
     AND NOT EXISTS (SELECT FROM orders.step s WHERE s.order_id = o.id)
  UNION ALL
  SELECT 'uses_are_counted', c.code FROM orders.coupon c
   WHERE c.uses <> (SELECT count(*) FROM orders.coupon_use u WHERE u.code = c.code AND u.state <> 'given_back')
$$;
