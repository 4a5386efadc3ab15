-- What decides a price besides catalog's prices, as one value: quoting reads it, and placing compares it with the one that
-- the order was priced by. So a Worker may price by what it read before, and nothing is placed on old terms.
CREATE FUNCTION orders.terms(postcode text, code text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'methods', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', jsonb_build_object('ko', m.name_ko, 'en', m.name_en),
               'currency', m.currency, 'feeMinor', m.fee_minor, 'freeFromMinor', m.free_from_minor,
               'remoteMinor', m.remote_minor) ORDER BY m.position, m.id), '[]')
        FROM orders.shipping_method m WHERE m.active),
    'isRemote', EXISTS (
      SELECT FROM orders.remote_area r WHERE terms.postcode BETWEEN r.postcode_from AND r.postcode_to),
    'coupon', (
      SELECT jsonb_build_object('code', c.code, 'name', jsonb_build_object('ko', c.name_ko, 'en', c.name_en),
               'kind', c.kind, 'value', c.value, 'currency', c.currency, 'discountMaxMinor', c.discount_max_minor,
               'minimumMinor', c.minimum_minor, 'isForMembers', c.members_only OR c.uses_per_member IS NOT NULL,
               'isOn', c.active AND clock_timestamp() >= coalesce(c.starts_at, '-infinity')
                       AND clock_timestamp() < coalesce(c.ends_at, 'infinity'),
               'isUsedUp', coalesce(c.uses >= c.uses_max, false), 'version', c.version)
        FROM orders.coupon c WHERE c.code = terms.code))
$$;
