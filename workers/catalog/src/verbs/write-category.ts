/** Creates, changes and removes categories, and creates brands. */
import type {
  AdminCategory,
  Brand,
  BrandInput,
  CategoryCreate,
  CategoryPatch,
} from "@edgemart/contracts/catalog-admin";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Outcome, Write } from "../ports/administration.ts";
import { keyedWrite } from "./keyed-write.ts";

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

/** Gives null when it is gone, also to the second one who asks with the same key. */
export async function removeCategory(
  deps: AdminDeps,
  id: string,
  write: Write,
): Promise<Result<null>> {
  const removed = await keyedWrite<{ version: number }>(deps, write, {
    find: () => deps.categories.find(id),
    decide: (now) =>
      now ? ok(() => deps.categories.remove(id, now.version, write)) : err("not_found"),
    read: async () => ({ version: 0 }),
  });
  return removed.ok ? ok(null) : removed;
}

export function createBrand(
  deps: AdminDeps,
  input: BrandInput,
  write: Write,
): Promise<Result<Brand>> {
  return keyedWrite<Brand>(deps, write, {
    decide: () => ok(() => deps.categories.insertBrand(input, write)),
    read: async () => input,
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
