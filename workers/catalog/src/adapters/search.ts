/** SQL of the search: rows that hold the words, else rows that hold the nearest words there are. */
import { type SQL, sql } from "drizzle-orm";
import {
  decomposed,
  formsQuery,
  INITIALS_OF_FINALS,
  keystrokes,
  namedQuery,
  SIMPLE_FINALS,
  skuQuery,
  soundQuery,
  transpositions,
  typingQuery,
  wordQuery,
} from "../core/search-terms.ts";
import { formsOf } from "../core/word-forms.ts";
import { textArray } from "./write-effects.ts";

/** Share of a word's trigrams a typo may leave; the README has the figures. */
const TYPO_SIMILARITY_MIN = 0.4;
/** Words taken for one that nothing holds: those with two neighbours exchanged, else the nearest. */
const CORRECTIONS_MAX = 6;

/**
 * CTE `meant`: one row of what was typed as tsqueries, each word in its simpler forms and with the shop's synonyms.
 *
 * `inside`: what finds a row by `words` · `sound`: what a title must hold to come before other rows · `named`: the
 * same, or a name or tag of the product for each word · the same two for a last word that is still being typed ·
 * `nearest`: each word or what it may have been mistyped from, made only when it is asked for.
 */
export function meantCte(terms: readonly string[]): SQL {
  const words = terms.map((term) => ({
    own: formsOf(term),
    inside: formsQuery(term, "inside"),
    sound: soundQuery(term),
    named: namedQuery(term),
    typing: typingQuery(term),
  }));
  const phrase = terms.length > 1 ? [terms.join(" "), terms.join("")] : [];
  const sku = skuQuery(terms);
  const also = sql`${sku === null ? "" : ` | ${sku}`}::text || catalog.synonym_query(catalog.synonyms_of(${textArray(phrase)}), '')`;
  const isLast = sql`place = ${terms.length}::int`;
  const all = (text: SQL) =>
    sql`('(' || string_agg(${text}, ' & ' order by place) || ')' || ${also})::tsquery`;
  return sql`spoken as materialized (
      select each.*, catalog.synonyms_of(own) as synonyms
        from (select ordinality as place, w->>'inside' as inside, w->>'sound' as sound, w->>'named' as named,
                     w->>'typing' as typing, array(select jsonb_array_elements_text(w->'own')) as own
                from jsonb_array_elements(${JSON.stringify(words)}::jsonb) with ordinality as t (w, ordinality)) as each
    ), meant as materialized (
      select ${all(sql`'(' || inside || alike || ')'`)} as inside,
             ${all(sql`'(' || sound || alike || ')'`)} as sound,
             ${all(sql`'(' || sound || alike || ' | ' || named || catalog.synonym_query(synonyms, '=') || ')'`)} as named,
             ${all(sql`'(' || case when ${isLast} then typing else inside end || alike || ')'`)} as inside_typing,
             ${all(sql`'(' || case when ${isLast} then typing else sound end || alike || ')'`)} as sound_typing
        from (select *, catalog.synonym_query(synonyms, '') as alike from spoken) as words
    )`;
}

/** Rows that hold what was typed, and rows that do when its last syllable is not finished. */
export const TYPED = sql`l.words @@ (select inside from meant)`;

/** Rows that hold what was typed when its last syllable is not finished. */
export const TYPING = sql`l.words @@ (select inside_typing from meant)`;

/**
 * CTE `asked (query, titled, named)`: the tsqueries that find rows of `listing l` by `l.words`, those among them to
 * come first by `l.title`, and those to come next; NULL finds nothing. Reads the CTEs of `meantCte`.
 *
 * Only when no row holds what was typed is each word replaced by those of the shop nearest to it: exact answers stay
 * clean, and a typo costs a look into some thousand words, not into every product.
 *
 * @param isTyped  tells whether a row holds what was typed. Not EXISTS over the rows: PostgreSQL then hopes for an
 *                 early one and reads them all
 * @param isTyping the same for a last syllable that is not finished
 */
export function askedCte(terms: readonly string[], isTyped: SQL, isTyping: SQL): SQL {
  const nearest = terms.map((term, i) => {
    const likeness = sql`word_similarity(${decomposed(term)}, normalize(word, NFKD))`;
    const meant = sql`jsonb_array_elements_text(${JSON.stringify(transpositions(term))}::jsonb)`;
    const typed = sql`translate(normalize(word, NFKD), ${SIMPLE_FINALS}, ${INITIALS_OF_FINALS})`;
    const begins = sql`left(${typed}, ${keystrokes(term).length}) in (select ${meant})`;
    return sql`(
      select string_agg(quote_literal(catalog.letters_of(near.word)) || ':*', ' | ')
             || (select catalog.synonym_query(synonyms, '') from spoken where place = ${i + 1}::int)
        from (select word from (
                select word, transposed, likeness, bool_or(transposed) over () as any_transposed from (
                  select word, ${begins} as transposed, ${likeness} as likeness from catalog.search_word) as judged) as known
               where transposed or (not any_transposed and likeness >= ${TYPO_SIMILARITY_MIN})
               order by likeness desc, word limit ${sql.raw(String(CORRECTIONS_MAX))}) as near)`;
  });
  const all = sql.join(nearest, sql` || ') & (' || `);
  const corrected = terms.length === 0 ? sql`null::tsquery` : sql`('(' || ${all} || ')')::tsquery`;
  return sql`way as materialized (
    select case when ${isTyped} then 1 when ${isTyping} then 2 else 3 end as way
  ), near as materialized (
    select case way when 3 then ${corrected} end as query from way
  ), asked as materialized (
    select case way when 1 then inside when 2 then inside_typing else near.query end as query,
           case way when 1 then sound when 2 then sound_typing else near.query end as titled,
           case way when 1 then named end as named
      from meant, way, near)`;
}

/** Rows that the query asked finds. */
export const FOUND = sql`l.words @@ (select query from asked)`;

/**
 * Rows of `listing l` that hold words, as a table of the same name. OFFSET 0 is a fence: in hope of an early LIMIT the
 * planner would walk an order's index and open every row's lexemes on the way.
 */
export function rowsWhere(condition: SQL): SQL {
  return sql`(select l.id, l.product_id, l.kind_id, l.price_minor, l.popularity, l.created_at
                from catalog.listing l where ${condition} offset 0) as l`;
}

/** Rows whose title holds the words of the query asked, in whatever form; next those that are named by them. */
export const TITLED = sql`l.title @@ (select titled from asked)`;

/** Rows that are named by the words of the query asked. */
export const NAMED = sql`l.title @@ (select named from asked)`;

/** Rows whose title holds the words just as they were typed, or is of the SKU; each is one look into the title's index. */
export function inTitle(terms: readonly string[], nearness: "whole" | "begins"): SQL {
  if (terms.length === 0) return sql`false`;
  const sku = skuQuery(terms);
  const query = `(${wordQuery(terms, nearness)})${sku === null ? "" : ` | ${sku}`}`;
  return sql`l.title @@ ${query}::tsquery`;
}

/**
 * How well the title of a row of `TITLED` answers: 2 when it holds the words as they are typed, 1 when its words begin
 * with them, 0 when they are parts of its words or mean the same. Each set is made once.
 */
export function relevanceOf(terms: readonly string[]): SQL {
  const steps = (["whole", "begins"] as const).map(
    (nearness) =>
      sql`coalesce(l.id in (select l.id from catalog.listing l where ${inTitle(terms, nearness)}), false)::int`,
  );
  return sql`(${sql.join(steps, sql` + `)})`;
}
