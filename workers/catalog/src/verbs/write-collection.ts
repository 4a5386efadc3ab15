/** Creates, changes and removes collections; one that a page asks for by name stays. */
import {
  type AdminCollection,
  type CollectionCreate,
  type CollectionPatch,
  FEATURED,
} from "@edgemart/contracts/catalog-structure";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Write } from "../ports/administration.ts";
import {
  type CreationError,
  keyedCreation,
  keyedRemoval,
  keyedWrite,
  type WriteError,
} from "./keyed-write.ts";

/** Creates a collection. @returns `slug_taken` · `validation_failed` for an unknown product */
export function createCollection(
  deps: AdminDeps,
  input: CollectionCreate,
  write: Write,
): Promise<Result<AdminCollection, CreationError<"slug_taken" | "validation_failed">>> {
  const id = deps.newCollectionId();
  return keyedCreation(deps, write, {
    breaks: ["slug_taken", "validation_failed"],
    decide: () => ok(() => deps.collections.insert(id, input, write)),
    read: (before) => deps.collections.find(before?.subjectId ?? id),
  });
}

/** Changes the title of a collection, or all its products. @returns `validation_failed` for an unknown product */
export function changeCollection(
  deps: AdminDeps,
  id: string,
  patch: CollectionPatch,
  write: Write,
): Promise<Result<AdminCollection, WriteError<"validation_failed">>> {
  return keyedWrite(deps, write, {
    breaks: ["validation_failed"],
    find: () => deps.collections.find(id),
    decide(now) {
      const next = { title: now.title, products: now.products.map((each) => each.id), ...patch };
      return ok(() => deps.collections.update(id, now.version, next, patch, write));
    },
    read: () => deps.collections.find(id),
  });
}

/** Removes a collection. @returns `still_used` for the one the home page leads with */
export function removeCollection(
  deps: AdminDeps,
  id: string,
  write: Write,
): Promise<Result<null, WriteError<"still_used">>> {
  return keyedRemoval(deps, write, {
    breaks: ["still_used"],
    find: () => deps.collections.find(id),
    decide: (now) =>
      now.slug === FEATURED
        ? err("still_used", { detail: "The home page shows it." })
        : ok(() => deps.collections.remove(id, now.version, write)),
  });
}
