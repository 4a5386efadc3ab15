-- Search in Korean and English.

-- One form for text and query. Compatibility decomposition takes Hangul syllables apart into letters, so that
-- trigrams see the two letters a typo leaves right in a syllable, and a word still being typed is a part of it.
CREATE FUNCTION catalog.search_form(words text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN normalize(lower(words), NFKD);

-- Titles also without spaces: Korean compounds are written both ways.
ALTER TABLE catalog.product ADD COLUMN search_document text NOT NULL GENERATED ALWAYS AS (
  catalog.search_form(title_ko || ' ' || title_en || ' ' || replace(title_ko, ' ', '') || ' ' || keywords)
) STORED;

ALTER TABLE catalog.product ADD COLUMN search_vector tsvector NOT NULL GENERATED ALWAYS AS (
  setweight(to_tsvector('simple'::regconfig, title_ko || ' ' || title_en), 'A') ||
  setweight(to_tsvector('simple'::regconfig, keywords), 'B') ||
  setweight(to_tsvector('simple'::regconfig, description_ko || ' ' || description_en), 'D')
) STORED;

CREATE INDEX product_search_document_idx ON catalog.product USING gin (search_document gin_trgm_ops);
CREATE INDEX product_search_vector_idx ON catalog.product USING gin (search_vector);

-- Lets the typo search ask with its own threshold in the statement that searches; transaction-local, so that
-- a pooled connection goes back as it came. Answers its argument: whoever needs the words has set the threshold.
CREATE FUNCTION catalog.with_typo_threshold(threshold real, words text) RETURNS text
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('pg_trgm.word_similarity_threshold', threshold::text, true);
  RETURN words;
END $$;
