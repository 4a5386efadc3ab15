/** Creates, changes and removes categories. */
import type {
  AdminCategory,
  CategoryCreate,
  CategoryPatch,
} from "@edgemart/contracts/catalog-categories";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Outcome, Write } from "../ports/administration.ts";
import { keyedRemoval, keyedWrite } from "./keyed-write.ts";

/** Creates a category. @returns `slug_taken` · `validation_failed` for an unknown parent */
export function createCategory(
  deps: AdminDeps,
  input: CategoryCreate,
  write: Write,
): Promise<Result<AdminCategory>> {
  const id = deps.newCategoryId();
  return keyedWrite<AdminCategory>(deps, write, {
    decide: () => underParent(deps, input.parent, () => deps.categories.insert(id, input, write)),
    read: (before) => deps.categories.find(before?.subjectId ?? id),
  });
}

/**
 * Changes a category, or moves it in the tree.
 *
 * @returns `slug_taken` · `validation_failed` for an unknown parent or a ring
 */
export function changeCategory(
  deps: AdminDeps,
  id: string,
  patch: CategoryPatch,
  write: Write,
): Promise<Result<AdminCategory>> {
  return keyedWrite<AdminCategory>(deps, write, {
    find: () => deps.categories.find(id),
    decide(now) {
      if (!now) return err("not_found");
      const { slug, name, description, parent, position, version } = now;
      const next = { slug, name, description, parent, position, ...patch };
      return underParent(deps, next.parent, () =>
        deps.categories.update(id, version, next, patch, write),
      );
    },
    read: () => deps.categories.find(id),
  });
}

/** Removes a category. @returns `still_used` while it has a product or another category */
export function removeCategory(deps: AdminDeps, id: string, write: Write): Promise<Result<null>> {
  return keyedRemoval(deps, write, {
    find: () => deps.categories.find(id),
    decide: (now) => ok(() => deps.categories.remove(id, now.version, write)),
  });
}

async function underParent(
  deps: AdminDeps,
  parent: string | null,
  effect: () => Promise<Outcome>,
): Promise<Result<() => Promise<Outcome>>> {
  if (parent === null) return ok(effect);
  const known = (await deps.categories.list()).some(({ slug }) => slug === parent);
  if (known) return ok(effect);
  const errors = [{ path: "parent", code: "unknown", message: "is no category" }];
  return err("validation_failed", { errors });
}
