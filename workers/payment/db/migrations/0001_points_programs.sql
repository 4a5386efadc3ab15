-- Movements of points that do not pay an order: earnings, charges, adjustments, and the comparison of all that is kept.

-- Says what an order earns now. A later `n` replaces an earlier one; after posting it takes the difference back, at most
-- what is available: the rest is owed. Answers pending · posted · voided · superseded · mismatched.
CREATE FUNCTION payment.points_earn(ord text, member text, n integer, amount bigint, due timestamptz) RETURNS text
  LANGUAGE plpgsql AS $$
DECLARE
  transfer text := 'earn:' || ord || ':' || n;
  clawback text := 'clawback:' || ord || ':' || n;
  known payment.point_transfer;
  earned payment.point_transfer;
  excess bigint;
  part bigint;
  moment timestamptz;
BEGIN
  PERFORM payment.points_lock(member);
  IF EXISTS (SELECT FROM payment.point_transfer t
              WHERE t.reference_id = ord AND t.kind IN ('EARN', 'CANCEL') AND t.member_id <> member) THEN
    RETURN 'mismatched';
  END IF;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id IN (transfer, clawback);
  IF FOUND THEN
    RETURN CASE WHEN known.asked <> points_earn.amount THEN 'mismatched'
                WHEN known.kind = 'CANCEL' THEN 'posted' ELSE known.state END;
  END IF;
  IF EXISTS (SELECT FROM payment.point_transfer t WHERE t.reference_id = ord
              AND substring(t.id FROM '^(?:earn|clawback):.*:([0-9]+)$')::integer > n) THEN
    RETURN 'superseded';
  END IF;
  SELECT * INTO earned FROM payment.point_transfer t
   WHERE t.reference_id = ord AND t.kind = 'EARN' AND t.state = 'posted';
  IF NOT FOUND THEN
    UPDATE payment.point_transfer t SET state = 'voided'
     WHERE t.reference_id = ord AND t.kind = 'EARN' AND t.state = 'pending';
    INSERT INTO payment.point_transfer
           (id, member_id, kind, state, amount, asked, reference_type, reference_id, due_at)
    VALUES (transfer, member, 'EARN', CASE points_earn.amount WHEN 0 THEN 'voided' ELSE 'pending' END,
            points_earn.amount, points_earn.amount, 'ORDER', ord, due);
    RETURN CASE points_earn.amount WHEN 0 THEN 'voided' ELSE 'pending' END;
  END IF;
  SELECT greatest(0, earned.amount - points_earn.amount - coalesce(sum(t.amount + t.owes), 0)) INTO excess
    FROM payment.point_transfer t WHERE t.undoes = earned.id AND t.asked IS NOT NULL;
  moment := clock_timestamp();
  part := least(excess, payment.points_available_at(member, moment));
  INSERT INTO payment.point_transfer
         (id, member_id, kind, state, amount, asked, owes, reference_type, reference_id, undoes)
  VALUES (clawback, member, 'CANCEL', CASE part WHEN 0 THEN 'voided' ELSE 'posted' END, part, points_earn.amount,
          excess - part, 'ORDER', ord, earned.id);
  UPDATE payment.point_account a SET owed = a.owed + excess - part WHERE a.member_id = member AND excess > part;
  IF part > 0 THEN
    PERFORM payment.points_pick(clawback, member, part, earned.id, moment);
    PERFORM payment.points_spend(clawback, member, part, 'issuance');
  END IF;
  RETURN 'posted';
END $$;
--> statement-breakpoint
-- Posts what a completed order earned, and settles the member's debt from it first. Answers posted · voided · none.
CREATE FUNCTION payment.points_settle_earn(ord text, days integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  earned payment.point_transfer;
  settling text;
  part bigint;
BEGIN
  PERFORM FROM payment.point_account a WHERE a.member_id = (
    SELECT t.member_id FROM payment.point_transfer t WHERE t.reference_id = ord AND t.kind = 'EARN' LIMIT 1) FOR UPDATE;
  SELECT * INTO earned FROM payment.point_transfer t WHERE t.reference_id = ord AND t.kind = 'EARN'
   ORDER BY t.state <> 'voided' DESC LIMIT 1;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  IF earned.state <> 'pending' THEN RETURN earned.state; END IF;
  UPDATE payment.point_transfer t SET state = 'posted' WHERE t.id = earned.id;
  PERFORM payment.points_give(earned.id, earned.member_id, earned.amount, 'issuance', 'earned', days);
  SELECT least(a.owed, earned.amount) INTO part FROM payment.point_account a WHERE a.member_id = earned.member_id;
  IF part > 0 THEN
    settling := 'owed:' || earned.id;
    INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, owes, reference_type, reference_id, undoes)
    VALUES (settling, earned.member_id, 'CANCEL', 'posted', part, -part, 'ORDER', ord, earned.id);
    UPDATE payment.point_account a SET owed = a.owed - part WHERE a.member_id = earned.member_id;
    INSERT INTO payment.point_lot_use (transfer_id, lot_id, amount) VALUES (settling, earned.id, part);
    PERFORM payment.points_spend(settling, earned.member_id, part, 'issuance');
  END IF;
  RETURN 'posted';
END $$;
--> statement-breakpoint
-- Points that were bought. Answers posted · mismatched.
CREATE FUNCTION payment.points_charge(pay text, member text, amount bigint, days integer) RETURNS text
  LANGUAGE plpgsql AS $$
DECLARE
  transfer text := 'charge:' || pay;
  known payment.point_transfer;
BEGIN
  PERFORM payment.points_lock(member);
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN (known.member_id, known.amount) = (member, points_charge.amount) THEN 'posted' ELSE 'mismatched' END;
  END IF;
  INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id)
  VALUES (transfer, member, 'CHARGE', 'posted', points_charge.amount, 'PAYMENT', pay);
  PERFORM payment.points_give(transfer, member, points_charge.amount, 'charge', 'charged', days);
  RETURN 'posted';
END $$;
--> statement-breakpoint
-- Holds the lot of a charge that is to be paid back: entire and not held, else not_possible. Answers held · posted ·
-- voided · not_possible · mismatched.
CREATE FUNCTION payment.points_uncharge_hold(rfd text, pay text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  transfer text := 'uncharge:' || rfd;
  bought text := 'charge:' || pay;
  known payment.point_transfer;
  l payment.point_lot;
BEGIN
  PERFORM FROM payment.point_account a WHERE a.member_id = (
    SELECT t.member_id FROM payment.point_transfer t WHERE t.id = bought) FOR UPDATE;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN known.undoes <> bought THEN 'mismatched'
                WHEN known.state = 'pending' THEN 'held' ELSE known.state END;
  END IF;
  SELECT * INTO l FROM payment.point_lot WHERE id = bought AND remaining = issued AND held = 0;
  IF NOT FOUND THEN RETURN 'not_possible'; END IF;
  INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id, undoes)
  VALUES (transfer, l.member_id, 'CANCEL', 'pending', l.issued, 'PAYMENT', pay, bought);
  INSERT INTO payment.point_lot_use (transfer_id, lot_id, amount) VALUES (transfer, bought, l.issued);
  PERFORM payment.points_keep(transfer, l.member_id, l.issued);
  RETURN 'held';
END $$;
CREATE FUNCTION payment.points_uncharge_post(rfd text) RETURNS text LANGUAGE sql VOLATILE
  RETURN payment.points_settle('uncharge:' || rfd, 'posted', 'charge');
CREATE FUNCTION payment.points_uncharge_void(rfd text) RETURNS text LANGUAGE sql VOLATILE
  RETURN payment.points_settle('uncharge:' || rfd, 'voided', 'charge');
--> statement-breakpoint
-- Gives or takes points by hand (`adjust:…`) or of a program (`grant:…`). Answers posted · insufficient · mismatched.
CREATE FUNCTION payment.points_adjust(transfer text, member text, amount bigint, reason text, of_type text, of_id text,
                                      days integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  known payment.point_transfer;
  moment timestamptz;
BEGIN
  IF amount > 0 THEN PERFORM payment.points_lock(member); END IF;
  PERFORM FROM payment.point_account a WHERE a.member_id = member FOR UPDATE;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN (known.member_id, known.asked) = (member, points_adjust.amount) THEN 'posted' ELSE 'mismatched' END;
  END IF;
  moment := clock_timestamp();
  IF -points_adjust.amount > payment.points_available_at(member, moment) THEN RETURN 'insufficient'; END IF;
  INSERT INTO payment.point_transfer
         (id, member_id, kind, state, amount, asked, reference_type, reference_id, note)
  VALUES (transfer, member, 'ADJUST', 'posted', abs(points_adjust.amount), points_adjust.amount, of_type, of_id, reason);
  IF points_adjust.amount > 0 THEN
    PERFORM payment.points_give(transfer, member, points_adjust.amount, 'adjustment', 'granted', days);
  ELSE
    PERFORM payment.points_pick(transfer, member, -points_adjust.amount, NULL, moment);
    PERFORM payment.points_spend(transfer, member, -points_adjust.amount, 'adjustment');
  END IF;
  RETURN 'posted';
END $$;
--> statement-breakpoint
-- Compares what is kept with what the entries and transfers add up to, for the next so many members. A row is a
-- difference; there is none. The last row of a page names the member to go on from.
CREATE FUNCTION payment.points_differences(after_member text, members_max integer)
  RETURNS TABLE (member_id text, what text, kept bigint, recomputed bigint) LANGUAGE sql STABLE AS $$
  WITH a AS (
    SELECT * FROM payment.point_account p WHERE p.member_id > after_member ORDER BY p.member_id LIMIT members_max),
  line AS (
    SELECT e.member_id, e.seq, e.balance_after, e.amount,
           sum(e.amount) OVER (PARTITION BY e.member_id ORDER BY e.seq) AS sum_to,
           row_number() OVER (PARTITION BY e.member_id ORDER BY e.seq) AS place
      FROM payment.point_entry e JOIN a USING (member_id)),
  moved AS (
    SELECT u.lot_id,
           coalesce(sum(u.amount - u.returned) FILTER (WHERE t.state = 'posted'), 0) AS spent,
           coalesce(sum(u.amount) FILTER (WHERE t.state = 'pending'), 0) AS held
      FROM payment.point_lot_use u JOIN payment.point_transfer t ON t.id = u.transfer_id JOIN a ON a.member_id = t.member_id
     GROUP BY u.lot_id)
  SELECT a.member_id, 'balance', a.balance, coalesce(sum(line.amount), 0)::bigint FROM a LEFT JOIN line USING (member_id)
   GROUP BY a.member_id, a.balance HAVING a.balance <> coalesce(sum(line.amount), 0)
  UNION ALL
  SELECT a.member_id, 'seq', a.seq, count(line.seq) FROM a LEFT JOIN line USING (member_id)
   GROUP BY a.member_id, a.seq HAVING a.seq <> count(line.seq)
  UNION ALL
  SELECT member_id, 'chain', balance_after, sum_to::bigint FROM line WHERE balance_after <> sum_to OR seq <> place
  UNION ALL
  SELECT a.member_id, 'lots', a.balance, coalesce(sum(l.remaining), 0)::bigint
    FROM a LEFT JOIN payment.point_lot l USING (member_id)
   GROUP BY a.member_id, a.balance HAVING a.balance <> coalesce(sum(l.remaining), 0)
  UNION ALL
  SELECT l.member_id, 'remaining of ' || l.id, l.remaining, (l.issued - coalesce(m.spent, 0))::bigint
    FROM payment.point_lot l JOIN a USING (member_id) LEFT JOIN moved m ON m.lot_id = l.id
   WHERE l.remaining <> l.issued - coalesce(m.spent, 0)
  UNION ALL
  SELECT l.member_id, 'held of ' || l.id, l.held, coalesce(m.held, 0)::bigint
    FROM payment.point_lot l JOIN a USING (member_id) LEFT JOIN moved m ON m.lot_id = l.id
   WHERE l.held <> coalesce(m.held, 0)
  UNION ALL
  SELECT a.member_id, 'held', a.held, coalesce(sum(t.amount), 0)::bigint
    FROM a LEFT JOIN payment.point_transfer t
      ON t.member_id = a.member_id AND t.state = 'pending' AND t.kind IN ('USE', 'CANCEL')
   GROUP BY a.member_id, a.held HAVING a.held <> coalesce(sum(t.amount), 0)
  UNION ALL
  SELECT a.member_id, 'owed', a.owed, coalesce(sum(t.owes), 0)::bigint
    FROM a LEFT JOIN payment.point_transfer t USING (member_id)
   GROUP BY a.member_id, a.owed HAVING a.owed <> coalesce(sum(t.owes), 0)
  UNION ALL
  SELECT t.member_id, 'sides of ' || t.id, t.amount, coalesce(sum(abs(e.amount)), 0)::bigint
    FROM payment.point_transfer t JOIN a USING (member_id) LEFT JOIN payment.point_entry e ON e.transfer_id = t.id
   GROUP BY t.id
  HAVING coalesce(sum(e.amount), 0) <> 0
      OR coalesce(sum(abs(e.amount)), 0) <> CASE t.state WHEN 'posted' THEN 2 * t.amount ELSE 0 END
$$;
