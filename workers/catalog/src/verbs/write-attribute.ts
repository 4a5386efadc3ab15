/** Creates, changes and removes attributes with their values; a value that a product has is not removed. */
import type {
  AdminAttribute,
  AttributeCreate,
  AttributePatch,
} from "@edgemart/contracts/catalog-structure";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Write } from "../ports/administration.ts";
import { keyedRemoval, keyedWrite } from "./keyed-write.ts";

/** Creates an attribute. @returns `slug_taken` when its key is in use */
export function createAttribute(
  deps: AdminDeps,
  input: AttributeCreate,
  write: Write,
): Promise<Result<AdminAttribute>> {
  return keyedWrite<AdminAttribute>(deps, write, {
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
): Promise<Result<AdminAttribute>> {
  return keyedWrite<AdminAttribute>(deps, write, {
    find: () => deps.attributes.find(key),
    async decide(now) {
      if (!now) return err("not_found");
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
export function removeAttribute(deps: AdminDeps, key: string, write: Write): Promise<Result<null>> {
  return keyedRemoval(deps, write, {
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
