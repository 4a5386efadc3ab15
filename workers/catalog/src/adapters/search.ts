/** SQL of the search: what holds the words exactly, else what is nearest to them. */
import { type SQL, sql } from "drizzle-orm";
import { foundInside, prefixQuery } from "../core/search-terms.ts";
import { VISIBLE } from "./fragments.ts";

/** Share of a word's trigrams a typo may leave; the README has the figures. */
const TYPO_SIMILARITY_MIN = 0.45;

/**
 * CTEs `exact` and `found (id, score)`.
 *
 * A match scores by where its words stand (title, keywords, description), and more when what was typed stands in
 * the title as a whole or begins it. Similarity is too dear to be taken of tens of thousands of matches.
 *
 * Typos are looked for only when nothing holds the words as they are: exact answers stay clean, and the
 * dearer search runs only when there is nothing else to show.
 */
export function foundCtes(terms: string[]): SQL {
  if (terms.length === 0)
    return sql`found as (select null::text as id, 0::real as score where false)`;
  const forms = terms.map((term) => sql`catalog.search_form(${term})`);
  const inside = terms.every(foundInside)
    ? sql.join(
        forms.map((form) => sql`p.search_document like '%' || ${form} || '%'`),
        sql` and `,
      )
    : sql`false`;
  const words = sql`to_tsquery('simple', ${prefixQuery(terms)})`;
  const typed = sql`catalog.search_form(${terms.join(" ")})`;
  // An uncorrelated subquery runs before the index is asked, so the threshold holds by then.
  const near = forms.map(
    (form) =>
      sql`(select catalog.with_typo_threshold(${TYPO_SIMILARITY_MIN}, ${form})) <% p.search_document`,
  );
  const nearness = forms.map((form) => sql`word_similarity(${form}, p.search_document)`);
  return sql`
    exact as materialized (
      select p.id, (ts_rank(p.search_vector, ${words})
               + (p.search_document like ${typed} || '%')::int
               + (p.search_document like '%' || ${typed} || '%')::int)::real as score
        from catalog.product p
       where ${VISIBLE} and (p.search_vector @@ ${words} or (${inside}))
    ), found as materialized (
      select id, score from exact
      union all
      select p.id, (${sql.join(nearness, sql` + `)})::real
        from catalog.product p
       where not exists (select from exact) and ${VISIBLE} and ${sql.join(near, sql` and `)}
    )`;
}
