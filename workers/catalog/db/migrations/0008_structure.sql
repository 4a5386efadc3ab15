ALTER TABLE "catalog"."attribute" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "catalog"."attribute" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "catalog"."brand" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "catalog"."brand" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
-- A renamed brand, or value of an attribute, is found under its new name, as a category is.
CREATE FUNCTION catalog.brand_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE catalog.product
     SET keywords = catalog.keywords_of(brand_slug, category_id, tags, facets)
   WHERE brand_slug = NEW.slug;
  RETURN NULL;
END $$;
CREATE TRIGGER brand_renamed AFTER UPDATE OF name_ko, name_en ON catalog.brand
  FOR EACH ROW WHEN ((OLD.name_ko, OLD.name_en) IS DISTINCT FROM (NEW.name_ko, NEW.name_en))
  EXECUTE FUNCTION catalog.brand_renamed();
--> statement-breakpoint
CREATE FUNCTION catalog.attribute_value_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE catalog.product
     SET keywords = catalog.keywords_of(brand_slug, category_id, tags, facets)
   WHERE facets @> ARRAY[NEW.attribute_key || '=' || NEW.key];
  RETURN NULL;
END $$;
CREATE TRIGGER attribute_value_renamed AFTER UPDATE OF label_ko, label_en ON catalog.attribute_value
  FOR EACH ROW WHEN ((OLD.label_ko, OLD.label_en) IS DISTINCT FROM (NEW.label_ko, NEW.label_en))
  EXECUTE FUNCTION catalog.attribute_value_renamed();
