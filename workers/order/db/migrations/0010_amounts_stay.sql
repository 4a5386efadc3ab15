-- What an order costs, and what its lines are, never changes after placing: a changed cart is a new order.
CREATE FUNCTION orders.guard_amounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what % costs does not change', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'amounts_stay';
END $$;
CREATE TRIGGER sales_order_amounts BEFORE UPDATE ON orders.sales_order
  FOR EACH ROW WHEN ((OLD.currency, OLD.items_minor, OLD.discount_minor, OLD.shipping_minor, OLD.total_minor)
    IS DISTINCT FROM (NEW.currency, NEW.items_minor, NEW.discount_minor, NEW.shipping_minor, NEW.total_minor))
  EXECUTE FUNCTION orders.guard_amounts();
CREATE TRIGGER order_line_amounts BEFORE UPDATE ON orders.order_line
  FOR EACH ROW WHEN ((OLD.sku, OLD.unit_minor, OLD.quantity, OLD.discount_minor)
    IS DISTINCT FROM (NEW.sku, NEW.unit_minor, NEW.quantity, NEW.discount_minor))
  EXECUTE FUNCTION orders.guard_amounts();
