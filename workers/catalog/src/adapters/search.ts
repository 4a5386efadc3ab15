/** SQL of the search: rows that hold the words, else rows that hold the nearest words there are. */
import { type SQL, sql } from "drizzle-orm";
import {
  decomposed,
  INITIALS_OF_FINALS,
  keystrokes,
  type Nearness,
  SIMPLE_FINALS,
  transpositions,
  wordQuery,
} from "../core/search-terms.ts";

/** Share of a word's trigrams a typo may leave; the README has the figures. */
const TYPO_SIMILARITY_MIN = 0.4;
/** Words taken for one that nothing holds: those with two neighbours exchanged, else the nearest. */
const CORRECTIONS_MAX = 6;

/** The tsquery of what was typed, as it was typed. */
export function typedQuery(terms: readonly string[]): SQL {
  return terms.length === 0 ? sql`null::tsquery` : sql`${wordQuery(terms, "inside")}::tsquery`;
}

/**
 * CTE `asked (query)`: the tsquery that finds rows of `listing l` by `l.words`; NULL finds nothing.
 *
 * Only when no row holds what was typed is each word replaced by those of the shop nearest to it: exact answers stay
 * clean, and a typo costs a look into some thousand words, not into every product.
 *
 * @param isFound tells whether a row holds what was typed. Not EXISTS over the rows: PostgreSQL then hopes for an
 *                early one and reads them all
 */
export function askedCte(terms: readonly string[], isFound: SQL): SQL {
  const typed = typedQuery(terms);
  const nearest = terms.map((term) => {
    const likeness = sql`word_similarity(${decomposed(term)}, normalize(word, NFKD))`;
    const meant = sql`jsonb_array_elements_text(${JSON.stringify(transpositions(term))}::jsonb)`;
    const typed = sql`translate(normalize(word, NFKD), ${SIMPLE_FINALS}, ${INITIALS_OF_FINALS})`;
    const begins = sql`left(${typed}, ${keystrokes(term).length}) in (select ${meant})`;
    return sql`(
      select string_agg(quote_literal(normalize(near.word, NFKD)) || ':*', ' | ')
        from (select word from (
                select word, transposed, likeness, bool_or(transposed) over () as any_transposed from (
                  select word, ${begins} as transposed, ${likeness} as likeness from catalog.search_word) as judged) as known
               where transposed or (not any_transposed and likeness >= ${TYPO_SIMILARITY_MIN})
               order by likeness desc, word limit ${sql.raw(String(CORRECTIONS_MAX))}) as near)`;
  });
  const all = sql.join(nearest, sql` || ') & (' || `);
  const corrected = terms.length === 0 ? typed : sql`('(' || ${all} || ')')::tsquery`;
  return sql`asked as materialized (
    select case when ${isFound} then ${typed} else ${corrected} end as query)`;
}

export const FOUND = sql`l.words @@ (select query from asked)`;

/**
 * Rows of `listing l` that hold words, as a table of the same name. OFFSET 0 is a fence: in hope of an early LIMIT the
 * planner would walk an order's index and open every row's lexemes on the way.
 */
export function rowsWhere(condition: SQL): SQL {
  return sql`(select l.id, l.product_id, l.kind_id, l.price_minor, l.popularity, l.created_at
                from catalog.listing l where ${condition} offset 0) as l`;
}

/** Rows whose title holds the words; each is one look into the title's index. */
export function inTitle(terms: readonly string[], nearness: Nearness): SQL {
  if (terms.length === 0) return sql`false`;
  return sql`l.title @@ ${wordQuery(terms, nearness)}::tsquery`;
}

/**
 * How well row `l` answers, for the order of relevance: 3 when the title holds the words as they are typed, 2 when its
 * words begin with them, 1 when they are parts of its words, 0 when they stand elsewhere. Each set is made once.
 */
export function relevanceOf(terms: readonly string[]): SQL {
  const steps = (["whole", "begins", "inside"] as const).map(
    (nearness) =>
      sql`coalesce(l.id in (select l.id from catalog.listing l where ${inTitle(terms, nearness)}), false)::int`,
  );
  return sql`(${sql.join(steps, sql` + `)})`;
}
