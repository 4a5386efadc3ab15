/** Creates, changes and removes groups of synonyms. */
import type {
  AdminSynonym,
  SynonymCreate,
  SynonymPatch,
} from "@edgemart/contracts/catalog-synonyms";
import { ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, Write } from "../ports/administration.ts";
import {
  type CreationError,
  keyedCreation,
  keyedRemoval,
  keyedWrite,
  type WriteError,
} from "./keyed-write.ts";

/** Creates a group. @returns `validation_failed` when there are 500 groups already */
export function createSynonym(
  deps: AdminDeps,
  input: SynonymCreate,
  write: Write,
): Promise<Result<AdminSynonym, CreationError<"validation_failed">>> {
  const id = deps.newSynonymId();
  return keyedCreation(deps, write, {
    breaks: ["validation_failed"],
    decide: () => ok(() => deps.synonyms.insert(id, input, write)),
    read: (before) => deps.synonyms.find(before?.subjectId ?? id),
  });
}

/** Changes the words of a group, or its direction. */
export function changeSynonym(
  deps: AdminDeps,
  id: string,
  patch: SynonymPatch,
  write: Write,
): Promise<Result<AdminSynonym, WriteError<"validation_failed">>> {
  return keyedWrite(deps, write, {
    breaks: ["validation_failed"],
    find: () => deps.synonyms.find(id),
    decide(now) {
      const next = { words: now.words, oneWay: now.oneWay, ...patch };
      return ok(() => deps.synonyms.update(id, now.version, next, patch, write));
    },
    read: () => deps.synonyms.find(id),
  });
}

/** Removes a group. */
export function removeSynonym(
  deps: AdminDeps,
  id: string,
  write: Write,
): Promise<Result<null, WriteError<never>>> {
  return keyedRemoval(deps, write, {
    breaks: [],
    find: () => deps.synonyms.find(id),
    decide: (now) => ok(() => deps.synonyms.remove(id, now.version, write)),
  });
}
