-- A movement acts only under its account's lock. A member without an account, or a transfer without a row, gives nothing
-- to lock: what another statement makes in that moment is not looked at, because a third could take it away before it
-- is picked. So whoever came before the account has no points yet.
CREATE OR REPLACE FUNCTION payment.points_hold(pay text, member text, amount bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  transfer text := 'use:' || pay;
  known payment.point_transfer;
  purpose_of text;
  reference_of text;
  moment timestamptz;
  is_locked boolean;
BEGIN
  IF points_hold.amount = 0 THEN RETURN 'held'; END IF;
  PERFORM FROM payment.point_account a WHERE a.member_id = member FOR UPDATE;
  is_locked := FOUND;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN (known.member_id, known.amount) <> (member, points_hold.amount) THEN 'mismatched'
                WHEN known.state = 'voided' THEN 'voided' ELSE 'held' END;
  END IF;
  IF NOT is_locked THEN RETURN 'insufficient'; END IF;
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
CREATE OR REPLACE FUNCTION payment.points_adjust(transfer text, member text, amount bigint, reason text, of_type text, of_id text,
                                      days integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  known payment.point_transfer;
  moment timestamptz;
  is_locked boolean;
BEGIN
  IF amount > 0 THEN PERFORM payment.points_lock(member); END IF;
  PERFORM FROM payment.point_account a WHERE a.member_id = member FOR UPDATE;
  is_locked := FOUND;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN (known.member_id, known.asked) = (member, points_adjust.amount) THEN 'posted' ELSE 'mismatched' END;
  END IF;
  IF NOT is_locked THEN RETURN 'insufficient'; END IF;
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
CREATE OR REPLACE FUNCTION payment.points_settle_earn(ord text, days integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  earned payment.point_transfer;
  settling text;
  part bigint;
BEGIN
  PERFORM FROM payment.point_account a WHERE a.member_id = (
    SELECT t.member_id FROM payment.point_transfer t WHERE t.reference_id = ord AND t.kind = 'EARN' LIMIT 1) FOR UPDATE;
  IF NOT FOUND THEN RETURN 'none'; END IF;
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
CREATE OR REPLACE FUNCTION payment.points_uncharge_hold(rfd text, pay text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  transfer text := 'uncharge:' || rfd;
  bought text := 'charge:' || pay;
  known payment.point_transfer;
  l payment.point_lot;
  is_locked boolean;
BEGIN
  PERFORM FROM payment.point_account a WHERE a.member_id = (
    SELECT t.member_id FROM payment.point_transfer t WHERE t.id = bought) FOR UPDATE;
  is_locked := FOUND;
  SELECT * INTO known FROM payment.point_transfer t WHERE t.id = transfer;
  IF FOUND THEN
    RETURN CASE WHEN known.undoes <> bought THEN 'mismatched'
                WHEN known.state = 'pending' THEN 'held' ELSE known.state END;
  END IF;
  IF NOT is_locked THEN RETURN 'not_possible'; END IF;
  SELECT * INTO l FROM payment.point_lot WHERE id = bought AND remaining = issued AND held = 0;
  IF NOT FOUND THEN RETURN 'not_possible'; END IF;
  INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id, undoes)
  VALUES (transfer, l.member_id, 'CANCEL', 'pending', l.issued, 'PAYMENT', pay, bought);
  INSERT INTO payment.point_lot_use (transfer_id, lot_id, amount) VALUES (transfer, bought, l.issued);
  PERFORM payment.points_keep(transfer, l.member_id, l.issued);
  RETURN 'held';
END $$;
