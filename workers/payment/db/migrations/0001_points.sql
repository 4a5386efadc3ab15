-- The ledger of points: double entry. The database itself keeps it, so that no Worker can write a wrong balance.
-- 1 point is 1 KRW. Lock order: the payment's row, then point_account, then lots.

-- What one member has. `balance`, `seq` follow from the entries: the trigger below alone writes them.
CREATE TABLE payment.point_account (
  member_id text PRIMARY KEY,
  balance bigint NOT NULL DEFAULT 0,
  held bigint NOT NULL DEFAULT 0,
  owed bigint NOT NULL DEFAULT 0,
  seq bigint NOT NULL DEFAULT 0,
  CONSTRAINT point_account_never_negative CHECK (balance >= 0 AND held BETWEEN 0 AND balance AND owed >= 0)
);

-- One movement. Its id is its idempotency key. `undoes` is the transfer whose points it gives or takes back, `asked`
-- what the caller asked for where another amount was moved, `owes` what it adds to the member's debt (negative: settles).
CREATE TABLE payment.point_transfer (
  id text PRIMARY KEY,
  member_id text NOT NULL REFERENCES payment.point_account,
  kind text NOT NULL CONSTRAINT point_transfer_kind_known
    CHECK (kind IN ('USE', 'REFUND', 'EARN', 'CANCEL', 'CHARGE', 'EXPIRE', 'ADJUST')),
  state text NOT NULL CONSTRAINT point_transfer_state_known CHECK (state IN ('pending', 'posted', 'voided')),
  amount bigint NOT NULL,
  reference_type text NOT NULL CONSTRAINT point_transfer_reference_known
    CHECK (reference_type IN ('PAYMENT', 'ORDER', 'RESERVATION', 'MANUAL', 'LOT')),
  reference_id text NOT NULL,
  note text NOT NULL DEFAULT '',
  undoes text REFERENCES payment.point_transfer,
  asked bigint,
  owes bigint NOT NULL DEFAULT 0,
  due_at timestamptz(3),
  made_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  settled_at timestamptz(3),
  CONSTRAINT point_transfer_amount_bounded
    CHECK (amount BETWEEN 1 AND 1000000000 OR amount = 0 AND state = 'voided'),
  CONSTRAINT point_transfer_settled_known CHECK ((state = 'pending') = (settled_at IS NULL)),
  CONSTRAINT point_transfer_may_wait CHECK (state = 'posted' OR kind IN ('USE', 'EARN', 'CANCEL')),
  CONSTRAINT point_transfer_refund_of CHECK (kind <> 'REFUND' OR undoes IS NOT NULL)
);
CREATE INDEX point_transfer_reference_idx ON payment.point_transfer (reference_id);
CREATE INDEX point_transfer_undoes_idx ON payment.point_transfer (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX point_transfer_pending_idx ON payment.point_transfer (member_id, kind) WHERE state = 'pending';
CREATE INDEX point_transfer_owes_idx ON payment.point_transfer (member_id) WHERE owes <> 0;

-- Two sides of each posted transfer. The member's sides are a chain without a gap: `balance_after` by `seq`.
CREATE TABLE payment.point_entry (
  transfer_id text NOT NULL REFERENCES payment.point_transfer,
  account text NOT NULL CONSTRAINT point_entry_account_known
    CHECK (account IN ('member', 'issuance', 'charge', 'redemption', 'expiry', 'adjustment')),
  amount bigint NOT NULL CONSTRAINT point_entry_moves CHECK (amount <> 0),
  member_id text REFERENCES payment.point_account,
  kind text,
  seq bigint,
  balance_after bigint,
  PRIMARY KEY (transfer_id, account),
  CONSTRAINT point_entry_member_seq UNIQUE (member_id, seq),
  CONSTRAINT point_entry_member_known CHECK ((account = 'member') = (member_id IS NOT NULL)),
  CONSTRAINT point_entry_chained CHECK ((account = 'member') = (seq IS NOT NULL AND balance_after IS NOT NULL))
);
CREATE INDEX point_entry_kind_idx ON payment.point_entry (member_id, kind, seq) WHERE account = 'member';

-- Points that came together and expire together. Its id is that of the transfer that made it.
CREATE TABLE payment.point_lot (
  id text PRIMARY KEY REFERENCES payment.point_transfer,
  member_id text NOT NULL REFERENCES payment.point_account,
  origin text NOT NULL CONSTRAINT point_lot_origin_known CHECK (origin IN ('earned', 'charged', 'granted')),
  issued bigint NOT NULL,
  remaining bigint NOT NULL,
  held bigint NOT NULL DEFAULT 0,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT point_lot_never_overspent CHECK (0 <= held AND held <= remaining AND remaining <= issued)
);
CREATE INDEX point_lot_left_idx ON payment.point_lot (member_id) WHERE remaining > 0;
CREATE INDEX point_lot_expiry_idx ON payment.point_lot (expires_at) WHERE remaining > held;

-- Which lots a transfer took its points from, and how many of them came back.
CREATE TABLE payment.point_lot_use (
  transfer_id text NOT NULL REFERENCES payment.point_transfer,
  lot_id text NOT NULL REFERENCES payment.point_lot,
  amount bigint NOT NULL CONSTRAINT point_lot_use_moves CHECK (amount > 0),
  returned bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (transfer_id, lot_id),
  CONSTRAINT point_lot_use_returned_bounded CHECK (returned BETWEEN 0 AND amount)
);
CREATE INDEX point_lot_use_lot_idx ON payment.point_lot_use (lot_id);
--> statement-breakpoint
-- The Worker's role adds rows and changes these columns; it deletes nothing, and writes no balance.
REVOKE ALL ON payment.point_account, payment.point_transfer, payment.point_entry, payment.point_lot,
  payment.point_lot_use FROM edgemart_payment;
GRANT SELECT ON payment.point_account, payment.point_transfer, payment.point_entry, payment.point_lot,
  payment.point_lot_use TO edgemart_payment;
GRANT INSERT (member_id), UPDATE (held, owed) ON payment.point_account TO edgemart_payment;
GRANT INSERT (id, member_id, kind, state, amount, reference_type, reference_id, note, undoes, asked, owes, due_at),
  UPDATE (state, settled_at) ON payment.point_transfer TO edgemart_payment;
GRANT INSERT (transfer_id, account, amount, member_id) ON payment.point_entry TO edgemart_payment;
GRANT INSERT (id, member_id, origin, issued, remaining, expires_at), UPDATE (remaining, held, expires_at)
  ON payment.point_lot TO edgemart_payment;
GRANT INSERT (transfer_id, lot_id, amount), UPDATE (returned) ON payment.point_lot_use TO edgemart_payment;
--> statement-breakpoint
-- A transfer leaves `pending` once; the database's clock says when, and nothing else of it ever changes.
CREATE FUNCTION payment.point_transfer_settles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state <> 'pending' OR NEW.state = 'pending'
       OR to_jsonb(NEW) - '{state,settled_at}'::text[] <> to_jsonb(OLD) - '{state,settled_at}'::text[] THEN
      RAISE EXCEPTION 'a transfer leaves pending once, and nothing else of it changes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'point_transfer_settles_once';
    END IF;
    NEW.settled_at := clock_timestamp();
  ELSIF NEW.state <> 'pending' THEN
    NEW.settled_at := coalesce(NEW.settled_at, NEW.made_at);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER point_transfer_settles BEFORE INSERT OR UPDATE ON payment.point_transfer
  FOR EACH ROW EXECUTE FUNCTION payment.point_transfer_settles();
--> statement-breakpoint
-- The member's side of an entry moves the balance: with the owner's rights, because the role has none to do so.
CREATE FUNCTION payment.point_entry_moves_balance() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT t.kind INTO NEW.kind FROM payment.point_transfer t WHERE t.id = NEW.transfer_id;
  NEW.seq := NULL;
  NEW.balance_after := NULL;
  IF NEW.account = 'member' THEN
    UPDATE payment.point_account a SET balance = a.balance + NEW.amount, seq = a.seq + 1
     WHERE a.member_id = NEW.member_id RETURNING a.seq, a.balance INTO NEW.seq, NEW.balance_after;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER point_entry_moves_balance BEFORE INSERT ON payment.point_entry
  FOR EACH ROW EXECUTE FUNCTION payment.point_entry_moves_balance();
--> statement-breakpoint
-- A transfer, its entries, its lot and the lots it used agree. Called at commit.
CREATE FUNCTION payment.point_transfer_agrees(wanted text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t payment.point_transfer;
  sides bigint;
  total numeric;
  mine bigint;
  other text;
  is_debit boolean;
  broken text;
BEGIN
  SELECT * INTO t FROM payment.point_transfer WHERE id = wanted;
  SELECT count(*), coalesce(sum(amount), 0), max(amount) FILTER (WHERE account = 'member' AND member_id = t.member_id),
         max(account) FILTER (WHERE account <> 'member')
    INTO sides, total, mine, other FROM payment.point_entry WHERE transfer_id = wanted;
  is_debit := CASE WHEN t.state = 'posted' THEN mine < 0 ELSE t.state = 'pending' AND t.kind IN ('USE', 'CANCEL') END;
  broken := CASE
    WHEN t.state <> 'posted' AND sides <> 0 THEN 'point_transfer_balanced'
    WHEN t.state = 'posted' AND (sides <> 2 OR total <> 0 OR mine IS NULL OR abs(mine) <> t.amount)
      THEN 'point_transfer_balanced'
    WHEN t.state = 'posted' AND NOT CASE t.kind
      WHEN 'USE' THEN mine < 0 AND other = 'redemption'
      WHEN 'REFUND' THEN mine > 0 AND other = 'redemption'
      WHEN 'EARN' THEN mine > 0 AND other = 'issuance'
      WHEN 'CANCEL' THEN mine < 0 AND other IN ('issuance', 'charge')
      WHEN 'CHARGE' THEN mine > 0 AND other = 'charge'
      WHEN 'EXPIRE' THEN mine < 0 AND other = 'expiry'
      ELSE other = 'adjustment' END THEN 'point_transfer_accounts'
    WHEN is_debit AND t.amount <> (SELECT coalesce(sum(u.amount), 0) FROM payment.point_lot_use u
                                     JOIN payment.point_lot l ON l.id = u.lot_id AND l.member_id = t.member_id
                                    WHERE u.transfer_id = wanted) THEN 'point_transfer_from_lots'
    WHEN t.state = 'posted' AND NOT is_debit AND EXISTS (
      SELECT FROM payment.point_lot_use WHERE transfer_id = wanted) THEN 'point_transfer_from_lots'
    WHEN (SELECT coalesce(sum(returned), 0) FROM payment.point_lot_use WHERE transfer_id = wanted)
      <> (SELECT coalesce(sum(amount), 0) FROM payment.point_transfer WHERE undoes = wanted AND kind = 'REFUND')
      THEN 'point_transfer_returned'
    WHEN t.kind = 'REFUND' AND NOT EXISTS (
      SELECT FROM payment.point_transfer u
       WHERE u.id = t.undoes AND u.kind = 'USE' AND u.state = 'posted' AND u.member_id = t.member_id)
      THEN 'point_transfer_returned'
    WHEN (SELECT l.issued FROM payment.point_lot l WHERE l.id = wanted AND l.member_id = t.member_id)
      IS DISTINCT FROM CASE WHEN t.state = 'posted' AND mine > 0 AND t.kind <> 'REFUND' THEN t.amount END
      OR EXISTS (SELECT FROM payment.point_lot l WHERE l.id = wanted AND l.member_id <> t.member_id)
      THEN 'point_transfer_lot'
  END;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'transfer % does not agree with its entries and lots', wanted
      USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  IF t.kind = 'REFUND' THEN PERFORM payment.point_transfer_agrees(t.undoes); END IF;
END $$;
--> statement-breakpoint
-- An account is what its entries, lots, holds and debts add up to. Called at commit.
CREATE FUNCTION payment.point_account_agrees(wanted text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  a payment.point_account;
BEGIN
  SELECT * INTO a FROM payment.point_account WHERE member_id = wanted;
  IF (a.balance, a.held) <> (
       SELECT coalesce(sum(remaining), 0)::bigint, coalesce(sum(held), 0)::bigint
         FROM payment.point_lot WHERE member_id = wanted AND remaining > 0)
     OR a.held <> (SELECT coalesce(sum(amount), 0) FROM payment.point_transfer
                    WHERE member_id = wanted AND state = 'pending' AND kind IN ('USE', 'CANCEL'))
     OR a.owed <> (SELECT coalesce(sum(owes), 0) FROM payment.point_transfer WHERE member_id = wanted AND owes <> 0)
     OR a.balance <> coalesce((SELECT balance_after FROM payment.point_entry
                                WHERE member_id = wanted AND seq = a.seq), CASE a.seq WHEN 0 THEN 0 ELSE -1 END) THEN
    RAISE EXCEPTION 'the account of % does not agree with its entries and lots', wanted
      USING ERRCODE = 'check_violation', CONSTRAINT = 'point_account_agrees';
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION payment.point_row_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'point_account' THEN PERFORM payment.point_account_agrees(NEW.member_id);
    WHEN 'point_entry' THEN PERFORM payment.point_transfer_agrees(NEW.transfer_id);
    WHEN 'point_lot_use' THEN PERFORM payment.point_transfer_agrees(NEW.transfer_id);
    WHEN 'point_lot' THEN
      IF TG_OP = 'INSERT' THEN PERFORM payment.point_transfer_agrees(NEW.id); END IF;
      PERFORM payment.point_account_agrees(NEW.member_id);
    WHEN 'point_transfer' THEN
      PERFORM payment.point_transfer_agrees(NEW.id);
      PERFORM payment.point_account_agrees(NEW.member_id);
  END CASE;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER point_account_agrees AFTER INSERT OR UPDATE ON payment.point_account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.point_row_agrees();
CREATE CONSTRAINT TRIGGER point_transfer_agrees AFTER INSERT OR UPDATE ON payment.point_transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.point_row_agrees();
CREATE CONSTRAINT TRIGGER point_entry_agrees AFTER INSERT OR UPDATE ON payment.point_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.point_row_agrees();
CREATE CONSTRAINT TRIGGER point_lot_agrees AFTER INSERT OR UPDATE ON payment.point_lot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.point_row_agrees();
CREATE CONSTRAINT TRIGGER point_lot_use_agrees AFTER INSERT OR UPDATE ON payment.point_lot_use
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.point_row_agrees();
