-- Points that are bought: a payment of purpose `point_charge`, which names itself.

-- A charge that is paid becomes points in the statement that says so. How long they live was fixed when it was opened.
CREATE FUNCTION payment.charge_is_paid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM payment.points_charge(NEW.id, NEW.member_id, NEW.card_minor, coalesce((NEW.page ->> 'lotDays')::integer, 1826));
  RETURN NULL;
END $$;
CREATE TRIGGER charge_is_paid AFTER UPDATE OF state ON payment.payment
  FOR EACH ROW WHEN (NEW.purpose = 'point_charge' AND NEW.state = 'PAID' AND OLD.state <> 'PAID')
  EXECUTE FUNCTION payment.charge_is_paid();
--> statement-breakpoint
-- A refund of a charge holds its lot while the gateway is asked, then spends or frees it. A refused one that begins
-- anew is another hold: `refusals` has counted up.
CREATE FUNCTION payment.charge_refund_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  hold text := NEW.id || CASE NEW.refusals WHEN 0 THEN '' ELSE ':' || NEW.refusals END;
BEGIN
  IF NEW.state IN ('REQUESTED', 'DONE')
     AND payment.points_uncharge_hold(hold, NEW.payment_id) NOT IN ('held', 'posted') THEN
    RAISE EXCEPTION 'points of this charge are spent or held' USING ERRCODE = 'PT003';
  END IF;
  IF NEW.state = 'DONE' THEN PERFORM payment.points_uncharge_post(hold); END IF;
  IF NEW.state = 'REFUSED' THEN
    PERFORM payment.points_uncharge_void(OLD.id || CASE OLD.refusals WHEN 0 THEN '' ELSE ':' || OLD.refusals END);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER charge_refund_begins AFTER INSERT ON payment.refund
  FOR EACH ROW WHEN (NEW.kind = 'charge') EXECUTE FUNCTION payment.charge_refund_moves();
CREATE TRIGGER charge_refund_moves AFTER UPDATE OF state ON payment.refund
  FOR EACH ROW WHEN (NEW.kind = 'charge' AND NEW.state <> OLD.state) EXECUTE FUNCTION payment.charge_refund_moves();
--> statement-breakpoint
-- Opens a charge while the member's balance and open charges stay within the limit: judged under the account's lock, so
-- that of many at once none passes it. `points_limit`: nothing is written.
CREATE FUNCTION payment.open_charge(a jsonb, balance_max bigint, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  told jsonb;
  member CONSTANT text := a ->> 'member_id';
BEGIN
  told := payment.open_attempt(a, request);
  IF told ->> 'did' = 'made' THEN
    PERFORM payment.points_lock(member);
    IF balance_max < (SELECT balance FROM payment.point_account WHERE member_id = member)
                   + (SELECT coalesce(sum(card_minor), 0) FROM payment.payment
                       WHERE member_id = member AND purpose = 'point_charge'
                         AND state IN ('READY', 'CONFIRMING', 'AWAITING_DEPOSIT')) THEN
      RAISE EXCEPTION USING ERRCODE = 'PT002';
    END IF;
  END IF;
  RETURN told;
EXCEPTION WHEN SQLSTATE 'PT002' THEN RETURN jsonb_build_object('did', 'points_limit');
END $$;
--> statement-breakpoint
-- Reserves the refund of a charge. `not_possible`: a part of it is spent or held; nothing is written.
CREATE FUNCTION payment.request_charge_refund(a jsonb, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN payment.request_refund(a, request);
EXCEPTION WHEN SQLSTATE 'PT003' THEN RETURN jsonb_build_object('did', 'not_possible');
END $$;
