/** Creates, changes and removes categories. */
import type {
  AdminCategory,
  CategoryCreate,
  CategoryPatch,
} from "@edgemart/contracts/catalog-categories";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Outcome, Write } from "../ports/administration.ts";
import {
  type CreationError,
  keyedCreation,
  keyedRemoval,
  keyedWrite,
  type WriteError,
} from "./keyed-write.ts";

/** Creates a category. @returns `slug_taken` · `validation_failed` for an unknown parent */
export function createCategory(
  deps: AdminDeps,
  input: CategoryCreate,
  write: Write,
): Promise<Result<AdminCategory, CreationError<"slug_taken" | "validation_failed">>> {
  const id = deps.newCategoryId();
  return keyedCreation(deps, write, {
    breaks: ["slug_taken", "validation_failed"],
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
): Promise<Result<AdminCategory, WriteError<"slug_taken" | "validation_failed">>> {
  return keyedWrite(deps, write, {
    breaks: ["slug_taken", "validation_failed"],
    find: () => deps.categories.find(id),
    decide(now) {
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
export function removeCategory(
  deps: AdminDeps,
  id: string,
  write: Write,
): Promise<Result<null, WriteError<"still_used">>> {
  return keyedRemoval(deps, write, {
    breaks: ["still_used"],
    find: () => deps.categories.find(id),
    decide: (now) => ok(() => deps.categories.remove(id, now.version, write)),
  });
}

async function underParent(
  deps: AdminDeps,
  parent: string | null,
  effect: () => Promise<Outcome>,
): Promise<Result<() => Promise<Outcome>, "validation_failed">> {
  if (parent === null) return ok(effect);
  const known = (await deps.categories.list()).some(({ slug }) => slug === parent);
  if (known) return ok(effect);
  const errors = [{ path: "parent", code: "unknown", message: "is no category" }];
  return err("validation_failed", { errors });
}
