/** Creates, changes and removes attributes with their values; a value that a product has is not removed. */
import type {
  AdminAttribute,
  AttributeCreate,
  AttributePatch,
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

/** Creates an attribute. @returns `slug_taken` when its key is in use */
export function createAttribute(
  deps: AdminDeps,
  input: AttributeCreate,
  write: Write,
): Promise<Result<AdminAttribute, CreationError<"slug_taken">>> {
  return keyedCreation(deps, write, {
    breaks: ["slug_taken"],
    decide: () => ok(() => deps.attributes.insert(input, write)),
    read: (before) => deps.attributes.find(before?.subjectId ?? input.key),
  });
}

/** Changes an attribute, or all its values. @returns `still_used` when a value that is left out is some product's; its `detail` names it */
export function changeAttribute(
  deps: AdminDeps,
  key: string,
  patch: AttributePatch,
  write: Write,
): Promise<Result<AdminAttribute, WriteError<"still_used">>> {
  return keyedWrite(deps, write, {
    breaks: [],
    find: () => deps.attributes.find(key),
    async decide(now) {
      const { name, position, values, version } = now;
      const next = { key, name, position, values, ...patch };
      const kept = new Set(next.values.map((value) => value.key));
      const gone = values.map((value) => value.key).filter((value) => !kept.has(value));
      const used = gone.length > 0 ? await deps.attributes.used(key, gone) : [];
      if (used.length > 0) return err("still_used", { detail: stillUsed(used) });
      return ok(() => deps.attributes.update(version, next, patch, write));
    },
    read: () => deps.attributes.find(key),
  });
}

/** Removes an attribute. @returns `still_used` while a product has one of its values */
export function removeAttribute(
  deps: AdminDeps,
  key: string,
  write: Write,
): Promise<Result<null, WriteError<"still_used">>> {
  return keyedRemoval(deps, write, {
    breaks: ["still_used"],
    find: () => deps.attributes.find(key),
    async decide(now) {
      const used = await deps.attributes.used(key, "any");
      if (used.length > 0) return err("still_used", { detail: stillUsed(used) });
      return ok(() => deps.attributes.remove(key, now.version, write));
    },
  });
}

function stillUsed(values: readonly string[]): string {
  return `Products have ${values.slice(0, 10).join(", ")}.`;
}
