CREATE TABLE "catalog"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalog"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalog"."keyed_effect" (
	"principal" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"subject_id" text NOT NULL,
	"made_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "keyed_effect_principal_key_pk" PRIMARY KEY("principal","key")
);
--> statement-breakpoint
ALTER TABLE "catalog"."stock_movement" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_event_subject_idx" ON "catalog"."audit_event" USING btree ("subject_id","id");
--> statement-breakpoint
-- What was done to the catalogue can be added to and read, never changed.
REVOKE UPDATE, DELETE ON catalog.audit_event FROM edgemart_catalog;
--> statement-breakpoint
-- What else a product is found by: names of its brand and category, its tags, labels of its attribute values.
CREATE FUNCTION catalog.keywords_of(brand text, category text, tags text[], facets text[]) RETURNS text
  LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' ',
    (SELECT concat_ws(' ', b.name_ko, nullif(b.name_en, b.name_ko)) FROM catalog.brand b WHERE b.slug = brand),
    (SELECT concat_ws(' ', c.name_ko, nullif(c.name_en, c.name_ko)) FROM catalog.category c WHERE c.id = category),
    nullif(array_to_string(tags, ' '), ''),
    (SELECT string_agg(concat_ws(' ', v.label_ko, nullif(v.label_en, v.label_ko)), ' ' ORDER BY f.place)
       FROM unnest(facets) WITH ORDINALITY AS f(token, place)
       JOIN catalog.attribute_value v ON v.attribute_key = split_part(f.token, '=', 1)
                                     AND v.key = split_part(f.token, '=', 2)))
$$;
--> statement-breakpoint
-- A renamed category is found under its new name.
CREATE FUNCTION catalog.category_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE catalog.product
     SET keywords = catalog.keywords_of(brand_slug, category_id, tags, facets)
   WHERE category_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER category_renamed AFTER UPDATE OF name_ko, name_en ON catalog.category
  FOR EACH ROW WHEN ((OLD.name_ko, OLD.name_en) IS DISTINCT FROM (NEW.name_ko, NEW.name_en))
  EXECUTE FUNCTION catalog.category_renamed();
--> statement-breakpoint
-- Two categories moved under each other at the same moment would each see the other where it was: one waits for
-- the other here, and looks again.
CREATE FUNCTION catalog.category_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('catalog.category'));
  IF EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT NEW.parent_id
      UNION SELECT c.parent_id FROM above JOIN catalog.category c ON c.id = above.id
    ) SELECT FROM above WHERE id = NEW.id) THEN
    RAISE EXCEPTION 'a category cannot stand below itself'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'category_is_a_tree';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER category_moved AFTER UPDATE OF parent_id ON catalog.category
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION catalog.category_moved();
