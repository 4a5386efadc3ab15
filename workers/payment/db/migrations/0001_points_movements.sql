-- Movements of points, each one function: called by payment's own functions and statements. Each locks the account
-- first, so that one member's movements are serial, and answers what it is when its id was used before.

-- The end of a day in Seoul, so many days after a moment.
CREATE FUNCTION payment.points_day_end(moment timestamptz, days integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE
  RETURN (date_trunc('day', moment AT TIME ZONE 'Asia/Seoul') + make_interval(days => days + 1)) AT TIME ZONE 'Asia/Seoul';
--> statement-breakpoint
-- What a member can spend at a moment: what is held, and what has expired whether swept or not, does not count.
CREATE FUNCTION payment.points_available_at(member text, moment timestamptz) RETURNS bigint LANGUAGE sql STABLE
  RETURN (SELECT coalesce(sum(remaining - held), 0)::bigint FROM payment.point_lot
           WHERE member_id = member AND remaining > 0 AND expires_at > moment);
CREATE FUNCTION payment.points_available(member text) RETURNS bigint LANGUAGE sql VOLATILE
  RETURN payment.points_available_at(member, clock_timestamp());
--> statement-breakpoint
-- Locks a member's account, which is made when it is the first time.
CREATE FUNCTION payment.points_lock(member text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM payment.point_account WHERE member_id = member FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO payment.point_account (member_id) VALUES (member) ON CONFLICT DO NOTHING;
    PERFORM FROM payment.point_account WHERE member_id = member FOR UPDATE;
  END IF;
END $$;
--> statement-breakpoint
-- Writes both sides of a transfer.
CREATE FUNCTION payment.points_enter(transfer text, member text, change bigint, other text) RETURNS void
  LANGUAGE sql VOLATILE AS $$
  INSERT INTO payment.point_entry (transfer_id, account, amount, member_id)
  VALUES (transfer, 'member', change, member), (transfer, other, -change, NULL)
$$;
--> statement-breakpoint
-- Chooses the lots of a transfer in spending order: first to expire, then bought ones last, because their money can be
-- paid back. `first_lot` goes before all. The moment is the one at which the caller found enough: a lot that expires
-- between two looks at the clock would be missing.
CREATE FUNCTION payment.points_pick(transfer text, member text, wanted bigint, first_lot text, moment timestamptz)
  RETURNS void
  LANGUAGE sql VOLATILE AS $$
  WITH free AS (
    SELECT id, remaining - held AS n, (sum(remaining - held) OVER (
             ORDER BY (id IS NOT DISTINCT FROM first_lot) DESC, expires_at, origin = 'charged', id))::bigint AS up_to
      FROM payment.point_lot
     WHERE member_id = member AND remaining > held AND expires_at > moment)
  INSERT INTO payment.point_lot_use (transfer_id, lot_id, amount)
  SELECT transfer, id, least(n, wanted - (up_to - n)) FROM free WHERE up_to - n < wanted
$$;
--> statement-breakpoint
-- Takes points at once: from the lots that were picked for the transfer, and from the balance.
CREATE FUNCTION payment.points_spend(transfer text, member text, amount bigint, other text) RETURNS void
  LANGUAGE sql VOLATILE AS $$
  UPDATE payment.point_lot l SET remaining = l.remaining - u.amount
    FROM payment.point_lot_use u WHERE u.transfer_id = transfer AND l.id = u.lot_id;
  SELECT payment.points_enter(transfer, member, -amount, other)
$$;
--> statement-breakpoint
-- Gives points: a posted transfer, which is there already or is made here, becomes a lot.
CREATE FUNCTION payment.points_give(transfer text, member text, amount bigint, other text, kind_of_lot text, days integer)
  RETURNS void LANGUAGE sql VOLATILE AS $$
  INSERT INTO payment.point_lot (id, member_id, origin, issued, remaining, expires_at)
  VALUES (transfer, member, kind_of_lot, amount, amount, payment.points_day_end(clock_timestamp(), days));
  SELECT payment.points_enter(transfer, member, amount, other)
$$;
--> statement-breakpoint
-- Holds the points of a payment. Answers held · insufficient (nothing written) · voided (the hold is over) · mismatched.
CREATE FUNCTION payment.points_hold(pay text, member text, amount bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  transfer text := 'use:' || pay;
  known payment.point_transfer;
  purpose_of text;
  reference_of text;
  moment timestamptz;
BEGIN
  IF points_hold.amount = 0 THEN RETURN 'held'; END IF;
  PERFORM FROM payment.point_account a WHERE a.member_id = member FOR UPDATE;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN (known.member_id, known.amount) <> (member, points_hold.amount) THEN 'mismatched'
                WHEN known.state = 'voided' THEN 'voided' ELSE 'held' END;
  END IF;
  moment := clock_timestamp();
  IF payment.points_available_at(member, moment) < points_hold.amount THEN RETURN 'insufficient'; END IF;
  SELECT upper(p.purpose), p.reference INTO purpose_of, reference_of FROM payment.payment p WHERE p.id = pay;
  INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id)
  VALUES (transfer, member, 'USE', 'pending', points_hold.amount, coalesce(purpose_of, 'PAYMENT'), coalesce(reference_of, pay));
  PERFORM payment.points_pick(transfer, member, points_hold.amount, NULL, moment);
  PERFORM payment.points_keep(transfer, member, points_hold.amount);
  RETURN 'held';
END $$;
--> statement-breakpoint
-- Holds the lots that were picked for a transfer.
CREATE FUNCTION payment.points_keep(transfer text, member text, amount bigint) RETURNS void LANGUAGE sql VOLATILE AS $$
  UPDATE payment.point_lot l SET held = l.held + u.amount
    FROM payment.point_lot_use u WHERE u.transfer_id = transfer AND l.id = u.lot_id;
  UPDATE payment.point_account a SET held = a.held + amount WHERE a.member_id = member
$$;
--> statement-breakpoint
-- Ends a hold: posted spends it, voided frees it. Answers the state there is; none when nothing was held.
CREATE FUNCTION payment.points_settle(transfer text, target text, other text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  known payment.point_transfer;
BEGIN
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  PERFORM FROM payment.point_account a WHERE a.member_id = known.member_id FOR UPDATE;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF known.state <> 'pending' THEN RETURN known.state; END IF;
  UPDATE payment.point_lot l
     SET held = l.held - u.amount, remaining = l.remaining - CASE target WHEN 'posted' THEN u.amount ELSE 0 END
    FROM payment.point_lot_use u WHERE u.transfer_id = transfer AND l.id = u.lot_id;
  UPDATE payment.point_account a SET held = a.held - known.amount WHERE a.member_id = known.member_id;
  UPDATE payment.point_transfer t SET state = target WHERE t.id = transfer;
  IF target = 'posted' THEN PERFORM payment.points_enter(transfer, known.member_id, -known.amount, other); END IF;
  RETURN target;
END $$;
CREATE FUNCTION payment.points_post(pay text) RETURNS text LANGUAGE sql VOLATILE
  RETURN payment.points_settle('use:' || pay, 'posted', 'redemption');
CREATE FUNCTION payment.points_void(pay text) RETURNS text LANGUAGE sql VOLATILE
  RETURN payment.points_settle('use:' || pay, 'voided', 'redemption');
--> statement-breakpoint
-- Expires what is left of a lot and not held. The account is locked by the caller.
CREATE FUNCTION payment.points_expire_lot(lot text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  l payment.point_lot;
  transfer text;
BEGIN
  SELECT * INTO l FROM payment.point_lot WHERE id = lot AND expires_at <= clock_timestamp() AND remaining > held;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT 'expire:' || lot || ':' || 1 + count(*) INTO transfer
    FROM payment.point_transfer t WHERE t.reference_id = lot AND t.kind = 'EXPIRE';
  INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id)
  VALUES (transfer, l.member_id, 'EXPIRE', 'posted', l.remaining - l.held, 'LOT', lot);
  INSERT INTO payment.point_lot_use (transfer_id, lot_id, amount) VALUES (transfer, lot, l.remaining - l.held);
  PERFORM payment.points_spend(transfer, l.member_id, l.remaining - l.held, 'expiry');
END $$;
--> statement-breakpoint
-- Expires at most so many lots. Whoever holds a member's account now is left to the next round: the order of accounts
-- is fixed, so that two sweeps cannot wait for each other. Answers how many lots were expired.
CREATE FUNCTION payment.points_expire(lots_max integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due record;
  done integer := 0;
BEGIN
  FOR due IN
    SELECT member_id, array_agg(id ORDER BY expires_at, id) AS lots FROM (
      SELECT id, member_id, expires_at FROM payment.point_lot
       WHERE expires_at <= clock_timestamp() AND remaining > held ORDER BY expires_at LIMIT lots_max) AS over
     GROUP BY member_id ORDER BY member_id
  LOOP
    PERFORM FROM payment.point_account a WHERE a.member_id = due.member_id FOR UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    PERFORM payment.points_expire_lot(lot) FROM unnest(due.lots) WITH ORDINALITY AS each (lot, place) ORDER BY place;
    done := done + cardinality(due.lots);
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- Gives points of a payment back to the lots they came from, the longest-lived first. A lot that has expired meanwhile
-- is swept first and then lives 30 more days. Answers returned · exceeds · mismatched · none (no such use).
CREATE FUNCTION payment.points_return(rfd text, pay text, amount bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  transfer text := 'refund:' || rfd;
  spent payment.point_transfer;
  known payment.point_transfer;
  used record;
  missing bigint := amount;
  part bigint;
BEGIN
  IF amount = 0 THEN RETURN 'returned'; END IF;
  SELECT * INTO spent FROM payment.point_transfer t WHERE t.id = 'use:' || pay;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  PERFORM FROM payment.point_account a WHERE a.member_id = spent.member_id FOR UPDATE;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN (known.undoes, known.amount) = (spent.id, points_return.amount) THEN 'returned' ELSE 'mismatched' END;
  END IF;
  IF points_return.amount > (SELECT coalesce(sum(u.amount - u.returned), 0) FROM payment.point_lot_use u
                              WHERE u.transfer_id = spent.id AND EXISTS (
                                SELECT FROM payment.point_transfer t WHERE t.id = spent.id AND t.state = 'posted')) THEN
    RETURN 'exceeds';
  END IF;
  FOR used IN
    SELECT u.lot_id, u.amount - u.returned AS left_over, l.expires_at <= clock_timestamp() AS is_over
      FROM payment.point_lot_use u JOIN payment.point_lot l ON l.id = u.lot_id
     WHERE u.transfer_id = spent.id AND u.returned < u.amount
     ORDER BY l.expires_at DESC, l.origin = 'charged' DESC, l.id DESC
  LOOP
    EXIT WHEN missing = 0;
    part := least(used.left_over, missing);
    missing := missing - part;
    IF used.is_over THEN PERFORM payment.points_expire_lot(used.lot_id); END IF;
    UPDATE payment.point_lot_use u SET returned = u.returned + part
     WHERE u.transfer_id = spent.id AND u.lot_id = used.lot_id;
    UPDATE payment.point_lot l SET remaining = l.remaining + part,
           expires_at = CASE WHEN used.is_over THEN payment.points_day_end(clock_timestamp(), 30) ELSE l.expires_at END
     WHERE l.id = used.lot_id;
  END LOOP;
  INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id, undoes)
  VALUES (transfer, spent.member_id, 'REFUND', 'posted', points_return.amount, spent.reference_type, spent.reference_id, spent.id);
  PERFORM payment.points_enter(transfer, spent.member_id, points_return.amount, 'redemption');
  RETURN 'returned';
END $$;
