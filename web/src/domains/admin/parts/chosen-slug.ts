/** The slug or key of something new: as typed, or made from its name where the field was left empty. */
import type { LocalText } from "@edgemart/contracts/locale";
import type { Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { suggestedSlug } from "./suggested-slug.ts";

/** How often a made slug is tried with the next number before someone must choose. */
const TRIES = 5;
const SLUG_CHARS_MAX = 80;

/**
 * Makes something under its typed slug, once; under a made one also as `…-2`, `…-3` while it is taken.
 *
 * Each try has a key of its own, because it is another operation; the same form sent twice makes the same tries.
 *
 * @param make creates it under a slug; `slug_taken` when another has it
 */
export async function underSlug<T>(
  form: PostedForm,
  by: Required<CatalogWrite>,
  chosen: { field: string; name: LocalText; max?: number },
  make: (slug: string, by: Required<CatalogWrite>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const typed = form.text(chosen.field).trim();
  const max = chosen.max ?? SLUG_CHARS_MAX;
  const made = suggestedSlug(chosen.name, max - 2);
  if (typed || !made) return make(typed, by);
  for (let at = 1; ; at += 1) {
    const slug = at === 1 ? made : `${made}-${at}`;
    const answer = await make(slug, at === 1 ? by : { ...by, key: `${by.key}-${at}` });
    if (answer.ok || answer.error.code !== "slug_taken" || at === TRIES) return answer;
  }
}
