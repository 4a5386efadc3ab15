-- contract: no released version searches or lists from these columns and indexes of product
-- What shoppers list and search, in rows narrow enough to be read by the hundred thousand. Triggers keep it true.

-- Products alike in everything a facet counts are one kind: facets add up kinds, not products. A kind stays when its
-- last product has gone; it then counts nothing.
CREATE TABLE catalog.listing_kind (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  category_id text NOT NULL,
  brand_slug text NOT NULL,
  facets text[] NOT NULL,
  in_stock boolean NOT NULL,
  n integer NOT NULL DEFAULT 0,
  lowest bigint,
  highest bigint,
  best_popularity integer,
  best_product_id text,
  CONSTRAINT listing_kind_key UNIQUE (category_id, brand_slug, in_stock, facets)
);
--> statement-breakpoint
-- One row for each product a shopper can see.
CREATE TABLE catalog.listing (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  product_id text NOT NULL CONSTRAINT listing_product_key UNIQUE REFERENCES catalog.product (id) ON DELETE CASCADE,
  kind_id integer NOT NULL,
  price_minor bigint NOT NULL,
  popularity integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  title tsvector NOT NULL,
  words tsvector NOT NULL
) WITH (toast_tuple_target = 128);
-- Only their indexes are read: kept out of the row, they do not stand in the way of a scan.
ALTER TABLE catalog.listing ALTER COLUMN title SET STORAGE EXTERNAL, ALTER COLUMN words SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Words of titles and keywords, for the query word nobody wrote like that. A word that has gone finds nothing.
CREATE TABLE catalog.search_word (word text PRIMARY KEY);

--> statement-breakpoint
-- Lower case, compatibility form, letters and digits only.
CREATE FUNCTION catalog.words_of(words text) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(left(w, 40)), '{}')
    FROM regexp_split_to_table(normalize(lower(words), NFKC), '[^[:alnum:]]+') AS w WHERE w <> ''
$$;
--> statement-breakpoint
-- Lexemes a prefix query finds a word by: its beginning, and (marked ~) every later part. Decomposed, so that a
-- syllable still being typed is the beginning of the finished one. One Latin letter is no part of a word, and parts of
-- a number are not looked for.
CREATE FUNCTION catalog.lexemes_of(words text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(CASE WHEN i = 1 THEN '' ELSE '~' END || normalize(substr(w, i), NFKD)), '{}')
    FROM unnest(words) AS w, generate_series(1, CASE WHEN w ~ '[^0-9]' THEN char_length(w) ELSE 1 END) AS i
   WHERE i = 1 OR i < char_length(w) OR substr(w, i) > '~'
$$;
--> statement-breakpoint
-- Lexemes of running text: the beginnings of its words only.
CREATE FUNCTION catalog.beginnings_of(words text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN string_to_array(nullif(normalize(array_to_string(words, ' '), NFKD), ''), ' ');
--> statement-breakpoint
-- The words of a title run together from each word on: Korean compounds are written both ways.
CREATE FUNCTION catalog.joined_words(words text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(left(array_to_string(words[i:], ''), 40)), '{}')
    FROM generate_series(1, cardinality(words) - 1) AS i
$$;
--> statement-breakpoint
CREATE FUNCTION catalog.refresh_rows(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
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
    SELECT p.id, k.id, p.price_minor, p.popularity, p.created_at, array_to_tsvector(t.lexemes),
           array_to_tsvector(ARRAY(
             SELECT unnest(t.lexemes)
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
-- The lock comes first and in its own statement: the count after it sees what the lock's former holder committed.
CREATE FUNCTION catalog.recount_kinds(ids integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM catalog.listing_kind WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
  UPDATE catalog.listing_kind k
     SET n = coalesce(c.n, 0), lowest = c.lowest, highest = c.highest,
         best_popularity = best.popularity, best_product_id = best.product_id
    FROM unnest(ids) AS i (id)
    LEFT JOIN (
      SELECT kind_id, count(*) AS n, min(price_minor) AS lowest, max(price_minor) AS highest
        FROM catalog.listing WHERE kind_id = ANY (ids) GROUP BY kind_id
    ) AS c ON c.kind_id = i.id
    LEFT JOIN LATERAL (
      SELECT l.popularity, l.product_id FROM catalog.listing l WHERE l.kind_id = i.id
       ORDER BY l.popularity DESC, l.product_id DESC LIMIT 1
    ) AS best ON true
   WHERE k.id = i.id;
END $$;
--> statement-breakpoint
CREATE FUNCTION catalog.product_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM catalog.refresh_rows(ARRAY(SELECT id FROM after ORDER BY id));
  ELSE
    PERFORM catalog.refresh_rows(ARRAY(
      SELECT a.id FROM after a JOIN before b USING (id)
       WHERE (a.status, a.category_id, a.brand_slug, a.facets, a.in_stock, a.price_minor, a.popularity, a.created_at,
              a.title_ko, a.title_en, a.keywords, a.description_ko, a.description_en)
             IS DISTINCT FROM
             (b.status, b.category_id, b.brand_slug, b.facets, b.in_stock, b.price_minor, b.popularity, b.created_at,
              b.title_ko, b.title_en, b.keywords, b.description_ko, b.description_en)
       ORDER BY a.id));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION catalog.listing_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM catalog.recount_kinds(ARRAY(SELECT DISTINCT kind_id FROM before));
  RETURN NULL;
END $$;
--> statement-breakpoint
SELECT catalog.refresh_rows(ARRAY(SELECT id FROM catalog.product));
--> statement-breakpoint
CREATE TRIGGER product_listed_new AFTER INSERT ON catalog.product
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.product_listed();
CREATE TRIGGER product_listed_anew AFTER UPDATE ON catalog.product
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.product_listed();
-- A product that is deleted takes its row along by the foreign key.
CREATE TRIGGER listing_removed AFTER DELETE ON catalog.listing
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION catalog.listing_removed();
--> statement-breakpoint
-- Each order is walked in its index, which also holds what filters read.
CREATE INDEX listing_popular_idx ON catalog.listing (popularity DESC, product_id DESC) INCLUDE (kind_id, price_minor);
CREATE INDEX listing_newest_idx ON catalog.listing (created_at DESC, product_id DESC) INCLUDE (kind_id, price_minor);
CREATE INDEX listing_price_idx ON catalog.listing (price_minor, product_id) INCLUDE (kind_id);
CREATE INDEX listing_kind_idx ON catalog.listing (kind_id, price_minor) INCLUDE (popularity, created_at, product_id);
CREATE INDEX listing_title_idx ON catalog.listing USING gin (title);
CREATE INDEX listing_words_idx ON catalog.listing USING gin (words);
--> statement-breakpoint
DROP INDEX catalog.product_listing_idx, catalog.product_search_vector_idx, catalog.product_popular_idx,
  catalog.product_newest_idx, catalog.product_price_idx;
ALTER TABLE catalog.product DROP COLUMN search_vector;
DROP FUNCTION catalog.with_typo_threshold(real, text);
