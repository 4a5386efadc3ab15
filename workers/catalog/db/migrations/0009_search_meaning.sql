-- Search by meaning: SKUs, whole keywords, finished syllables and synonyms.
-- The version before this one finds fewer Korean words in the new lexemes for as long as both run; nothing else breaks.
CREATE TABLE "catalog"."synonym" (
	"id" text PRIMARY KEY NOT NULL,
	"words" text[] NOT NULL,
	"one_way" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "synonym_words_few" CHECK (cardinality(words) between 2 and 20)
);
--> statement-breakpoint
ALTER TABLE "catalog"."product" ADD COLUMN "skus" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
-- Every search reads the groups, so their number is bounded. The lock makes two writers count one after the other.
CREATE FUNCTION catalog.synonym_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('catalog.synonym'));
  IF (SELECT count(*) FROM catalog.synonym) > 500 THEN
    RAISE EXCEPTION 'there are 500 groups of synonyms already'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'synonym_groups_few';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER synonym_added AFTER INSERT ON catalog.synonym
  FOR EACH STATEMENT EXECUTE FUNCTION catalog.synonym_added();
--> statement-breakpoint
-- Letters of a word, each finished syllable closed by a full stop: `머그.` does not begin `머금`, `머그` does.
CREATE FUNCTION catalog.letters_of(word text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN normalize(regexp_replace(word, '([가-힣])', '\1.', 'g'), NFKD);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION catalog.lexemes_of(words text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(CASE WHEN i = 1 THEN '' ELSE '~' END || catalog.letters_of(substr(w, i))), '{}')
    FROM unnest(words) AS w, generate_series(1, CASE WHEN w ~ '[^0-9]' THEN char_length(w) ELSE 1 END) AS i
   WHERE i = 1 OR i < char_length(w) OR substr(w, i) > '~'
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION catalog.beginnings_of(words text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN string_to_array(nullif(catalog.letters_of(array_to_string(words, ' ')), ''), ' ');
--> statement-breakpoint
-- Whole words of brand, tags and attributes, marked =: what a product is, apart from what its text mentions. Not of its
-- category: `커피` is not every thing that stands in `차와 커피`.
CREATE FUNCTION catalog.named_by(words text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg('=' || catalog.letters_of(w)), '{}') FROM unnest(words) AS w
$$;
--> statement-breakpoint
-- SKUs, marked #, without the signs between their parts.
CREATE FUNCTION catalog.numbered_by(skus text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg('#' || regexp_replace(lower(s), '[^a-z0-9]', '', 'g')), '{}') FROM unnest(skus) AS s
$$;
--> statement-breakpoint
-- Words that mean what one of these means: first of groups that hold one, then what the found ones lead to one way.
CREATE FUNCTION catalog.synonyms_of(own text[]) RETURNS text[]
  LANGUAGE sql STABLE STRICT AS $$
  WITH alike AS (
    SELECT coalesce(array_agg(w), '{}') || own AS words
      FROM catalog.synonym s, unnest(s.words) AS w WHERE NOT s.one_way AND s.words && own
  )
  SELECT coalesce(array_agg(DISTINCT w), '{}')
    FROM alike, LATERAL (
      SELECT unnest(alike.words) AS w
      UNION SELECT unnest(s.words) FROM catalog.synonym s WHERE s.one_way AND s.words[1] = ANY (alike.words)) AS every
   WHERE w <> ALL (own)
$$;
--> statement-breakpoint
-- What finds a synonym in a tsquery, after ` | `; empty without one. Latin words are looked for whole (`red` is no part
-- of `layered`), one syllable at a word's end (`잔` in `커피잔`), longer Korean words anywhere. A mark asks for whole words.
CREATE FUNCTION catalog.synonym_query(synonyms text[], mark text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(' | (' || phrase || ')', ''), '')
    FROM (SELECT (
            SELECT string_agg(CASE
                     WHEN mark <> '' THEN format('''%s%s''', mark, catalog.letters_of(w))
                     WHEN w !~ '[가-힣]' THEN format('(''%1$s'' | ''%1$ss'')', w)
                     WHEN char_length(w) = 1 THEN format('(''%1$s'' | ''~%1$s'')', catalog.letters_of(w))
                     ELSE format('(''%1$s'':* | ''~%1$s'':*)', catalog.letters_of(w)) END, ' & ')
              FROM unnest(catalog.words_of(synonym)) AS w) AS phrase
            FROM unnest(synonyms) AS synonym) AS phrases
   WHERE phrase IS NOT NULL
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION catalog.refresh_listing(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  PERFORM 1 FROM catalog.product WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  UPDATE catalog.product p
     SET price_minor = f.price_minor, price_max_minor = f.price_max_minor,
         compare_at_minor = f.compare_at_minor, currency = f.currency, in_stock = f.in_stock, skus = f.skus
    FROM (
      SELECT i.id,
             min(v.price_minor) AS price_minor,
             max(v.price_minor) AS price_max_minor,
             (array_agg(v.compare_at_minor ORDER BY v.price_minor, v.position, v.id))[1] AS compare_at_minor,
             (array_agg(v.currency ORDER BY v.price_minor, v.position, v.id))[1] AS currency,
             coalesce(bool_or(s.on_hand > s.reserved), false) AS in_stock,
             coalesce(array_agg(v.sku ORDER BY v.sku COLLATE "C") FILTER (WHERE v.sku IS NOT NULL), '{}') AS skus
        FROM unnest(ids) AS i(id)
        LEFT JOIN catalog.variant v ON v.product_id = i.id
        LEFT JOIN catalog.stock_level s ON s.sku = v.sku
       GROUP BY i.id
    ) AS f
   WHERE p.id = f.id
     AND (p.price_minor, p.price_max_minor, p.compare_at_minor, p.currency, p.in_stock, p.skus)
         IS DISTINCT FROM
         (f.price_minor, f.price_max_minor, f.compare_at_minor, f.currency, f.in_stock, f.skus);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION catalog.refresh_rows(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  kinds integer[];
BEGIN
  IF coalesce(cardinality(ids), 0) = 0 THEN RETURN; END IF;
  INSERT INTO catalog.listing_kind (category_id, brand_slug, facets, in_stock)
  SELECT DISTINCT category_id, brand_slug, facets, in_stock FROM catalog.product
   WHERE id = ANY (ids) AND status = 'active' AND price_minor IS NOT NULL
   ORDER BY 1, 2, 4, 3
  ON CONFLICT DO NOTHING;

  INSERT INTO catalog.search_word (word)
  SELECT DISTINCT w FROM catalog.product p,
         unnest(catalog.words_of(p.title_ko || ' ' || p.title_en || ' ' || p.keywords)) AS w
   WHERE p.id = ANY (ids) AND w ~ '[^[:digit:]]' AND char_length(w) > 1
   ORDER BY w
  ON CONFLICT DO NOTHING;

  WITH before AS (
    SELECT kind_id FROM catalog.listing WHERE product_id = ANY (ids)
  ), gone AS (
    DELETE FROM catalog.listing l USING catalog.product p
     WHERE l.product_id = ANY (ids) AND p.id = l.product_id
       AND NOT (p.status = 'active' AND p.price_minor IS NOT NULL)
  ), present AS (
    INSERT INTO catalog.listing (product_id, kind_id, price_minor, popularity, created_at, title, words)
    SELECT p.id, k.id, p.price_minor, p.popularity, p.created_at,
           array_to_tsvector(t.lexemes || catalog.numbered_by(p.skus) || catalog.named_by(catalog.words_of(catalog.keywords_of(p.brand_slug, NULL, p.tags, p.facets)))),
           array_to_tsvector(ARRAY(
             SELECT unnest(t.lexemes)
             UNION SELECT unnest(catalog.numbered_by(p.skus))
             UNION SELECT unnest(catalog.lexemes_of(catalog.words_of(p.keywords)))
             UNION SELECT unnest(catalog.beginnings_of(
                            catalog.words_of(p.description_ko || ' ' || p.description_en)))))
      FROM catalog.product p
      JOIN catalog.listing_kind k
        ON (k.category_id, k.brand_slug, k.in_stock, k.facets)
         = (p.category_id, p.brand_slug, p.in_stock, p.facets),
      LATERAL (SELECT ARRAY(
        SELECT unnest(catalog.lexemes_of(catalog.words_of(p.title_ko || ' ' || p.title_en)))
        UNION SELECT unnest(catalog.beginnings_of(catalog.joined_words(catalog.words_of(p.title_ko))))
        ) AS lexemes) AS t
     WHERE p.id = ANY (ids) AND p.status = 'active' AND p.price_minor IS NOT NULL
     ORDER BY p.id
    ON CONFLICT (product_id) DO UPDATE
       SET (kind_id, price_minor, popularity, created_at, title, words)
         = ROW (excluded.kind_id, excluded.price_minor, excluded.popularity, excluded.created_at,
                excluded.title, excluded.words)
    RETURNING kind_id
  )
  SELECT array_agg(DISTINCT kind_id) INTO kinds
    FROM (SELECT kind_id FROM before UNION ALL SELECT kind_id FROM present) AS touched;
  PERFORM catalog.recount_kinds(kinds);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION catalog.product_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM catalog.refresh_rows(ARRAY(SELECT id FROM after ORDER BY id));
  ELSE
    PERFORM catalog.refresh_rows(ARRAY(
      SELECT a.id FROM after a JOIN before b USING (id)
       WHERE (a.status, a.category_id, a.brand_slug, a.facets, a.in_stock, a.price_minor, a.popularity, a.created_at,
              a.title_ko, a.title_en, a.keywords, a.description_ko, a.description_en, a.skus)
             IS DISTINCT FROM
             (b.status, b.category_id, b.brand_slug, b.facets, b.in_stock, b.price_minor, b.popularity, b.created_at,
              b.title_ko, b.title_en, b.keywords, b.description_ko, b.description_en, b.skus)
       ORDER BY a.id));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Writes the new lexemes of every listed product, too: its row is made anew where its SKUs were not known.
UPDATE catalog.product p SET skus = v.skus
  FROM (SELECT product_id, array_agg(sku ORDER BY sku COLLATE "C") AS skus FROM catalog.variant GROUP BY 1) AS v
 WHERE v.product_id = p.id;
