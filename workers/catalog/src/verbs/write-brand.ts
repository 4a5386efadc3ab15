/** Creates, renames and removes brands. */
import type { AdminBrand, BrandCreate, BrandPatch } from "@edgemart/contracts/catalog-structure";
import { ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Write } from "../ports/administration.ts";
import {
  type CreationError,
  keyedCreation,
  keyedRemoval,
  keyedWrite,
  type WriteError,
} from "./keyed-write.ts";

/** Creates a brand. @returns `slug_taken` */
export function createBrand(
  deps: AdminDeps,
  input: BrandCreate,
  write: Write,
): Promise<Result<AdminBrand, CreationError<"slug_taken">>> {
  return keyedCreation(deps, write, {
    breaks: ["slug_taken"],
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
): Promise<Result<AdminBrand, WriteError<never>>> {
  return keyedWrite(deps, write, {
    breaks: [],
    find: () => deps.brands.find(slug),
    decide: (now) => ok(() => deps.brands.rename(slug, now.version, patch, write)),
    read: () => deps.brands.find(slug),
  });
}

/** Removes a brand. @returns `still_used` while a product, in whatever state, is of it */
export function removeBrand(
  deps: AdminDeps,
  slug: string,
  write: Write,
): Promise<Result<null, WriteError<"still_used">>> {
  return keyedRemoval(deps, write, {
    breaks: ["still_used"],
    find: () => deps.brands.find(slug),
    decide: (now) => ok(() => deps.brands.remove(slug, now.version, write)),
  });
}
