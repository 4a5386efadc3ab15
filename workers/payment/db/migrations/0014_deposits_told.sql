-- Writes `payment.changed` for the queue of the payment's purpose; the queues are those of contracts/events/routes.ts.
-- Of a charge of points it says whose it is and how much, because no other Worker knows. `isDeposit` is false of money
-- that stays once it is paid: an owner that knows of it has nothing to look for.
CREATE OR REPLACE FUNCTION payment.tell(p payment.payment, told text, refund text, request text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO payment.outbox (id, queue, body)
  SELECT e.id || '@' || e.queue, e.queue, jsonb_build_object(
           'id', e.id, 'type', 'payment.changed', 'version', 1, 'source', 'payment',
           'occurredAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'aggregate', jsonb_build_object('type', 'payment', 'id', p.id, 'sequence', p.version),
           'correlationId', request,
           'data', jsonb_strip_nulls(jsonb_build_object(
             'purpose', p.purpose, 'reference', p.reference, 'paymentId', p.id, 'state', told, 'refundId', refund,
             'isDeposit', CASE WHEN refund IS NULL AND p.purpose <> 'point_charge' THEN
                            p.card_minor > 0 AND coalesce(p.instrument ->> 'kind' = 'virtual_account', true) END))
             || CASE WHEN p.purpose = 'point_charge' THEN jsonb_build_object(
                  'memberId', p.member_id, 'currency', p.currency, 'amountMinor', p.card_minor) ELSE '{}' END)
    FROM (SELECT payment.new_event_id() AS id,
                 CASE p.purpose WHEN 'order' THEN 'edgemart-order' WHEN 'point_charge' THEN 'edgemart-notify' END AS queue) AS e
   WHERE e.queue IS NOT NULL
$$;
