-- A synonym is looked for as the lexemes hold words: letters taken apart. Before, `crème`, `がらす` and `чай` found nothing.
CREATE OR REPLACE FUNCTION catalog.synonym_query(synonyms text[], mark text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(' | (' || phrase || ')', ''), '')
    FROM (SELECT (
            SELECT string_agg(CASE
                     WHEN mark <> '' THEN format('''%s%s''', mark, letters)
                     WHEN w !~ '[가-힣]' THEN format('(''%1$s'' | ''%1$ss'')', letters)
                     WHEN char_length(w) = 1 THEN format('(''%1$s'' | ''~%1$s'')', letters)
                     ELSE format('(''%1$s'':* | ''~%1$s'':*)', letters) END, ' & ')
              FROM unnest(catalog.words_of(synonym)) AS w, catalog.letters_of(w) AS letters) AS phrase
            FROM unnest(synonyms) AS synonym) AS phrases
   WHERE phrase IS NOT NULL
$$;
