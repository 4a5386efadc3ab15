-- A row that changed several times in one transaction is compared once, as it is at commit: the change that made it so has
-- a check of its own. The checks run while the member's account is locked, so what they cost is what others wait.
CREATE OR REPLACE FUNCTION payment.point_row_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'point_account' THEN
      IF EXISTS (SELECT FROM payment.point_account a WHERE a.member_id = NEW.member_id AND a IS DISTINCT FROM NEW) THEN
        RETURN NULL;
      END IF;
      PERFORM payment.point_account_agrees(NEW.member_id);
    WHEN 'point_entry' THEN PERFORM payment.point_transfer_agrees(NEW.transfer_id);
    WHEN 'point_lot_use' THEN
      IF EXISTS (SELECT FROM payment.point_lot_use u
                  WHERE u.transfer_id = NEW.transfer_id AND u.lot_id = NEW.lot_id AND u IS DISTINCT FROM NEW) THEN
        RETURN NULL;
      END IF;
      PERFORM payment.point_transfer_agrees(NEW.transfer_id);
    WHEN 'point_lot' THEN
      IF TG_OP = 'INSERT' THEN PERFORM payment.point_transfer_agrees(NEW.id); END IF;
      IF EXISTS (SELECT FROM payment.point_lot l WHERE l.id = NEW.id AND l IS DISTINCT FROM NEW) THEN RETURN NULL; END IF;
      PERFORM payment.point_account_agrees(NEW.member_id);
    WHEN 'point_transfer' THEN
      IF EXISTS (SELECT FROM payment.point_transfer t WHERE t.id = NEW.id AND t IS DISTINCT FROM NEW) THEN RETURN NULL; END IF;
      PERFORM payment.point_transfer_agrees(NEW.id);
      PERFORM payment.point_account_agrees(NEW.member_id);
  END CASE;
  RETURN NULL;
END $$;
