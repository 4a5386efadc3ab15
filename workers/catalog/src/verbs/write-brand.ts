/** Creates, renames and removes brands. */
import type { AdminBrand, BrandCreate, BrandPatch } from "@edgemart/contracts/catalog-structure";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Write } from "../ports/administration.ts";
import { keyedRemoval, keyedWrite } from "./keyed-write.ts";

/** Creates a brand. @returns `slug_taken` */
export function createBrand(
  deps: AdminDeps,
  input: BrandCreate,
  write: Write,
): Promise<Result<AdminBrand>> {
  return keyedWrite<AdminBrand>(deps, write, {
    decide: () => ok(() => deps.brands.insert(input, write)),
    read: (before) => deps.brands.find(before?.subjectId ?? input.slug),
  });
}

/** Renames a brand in both languages. */
export function renameBrand(
  deps: AdminDeps,
  slug: string,
  patch: BrandPatch,
  write: Write,
): Promise<Result<AdminBrand>> {
  return keyedWrite<AdminBrand>(deps, write, {
    find: () => deps.brands.find(slug),
    decide: (now) =>
      now ? ok(() => deps.brands.rename(slug, now.version, patch, write)) : err("not_found"),
    read: () => deps.brands.find(slug),
  });
}

/** Removes a brand. @returns `still_used` while a product, in whatever state, is of it */
export function removeBrand(deps: AdminDeps, slug: string, write: Write): Promise<Result<null>> {
  return keyedRemoval(deps, write, {
    find: () => deps.brands.find(slug),
    decide: (now) => ok(() => deps.brands.remove(slug, now.version, write)),
  });
}
