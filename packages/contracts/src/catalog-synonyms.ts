/** Words that mean the same to people who search the shop, as administrators keep them. */
import { z } from "zod";
import { changing, creating, listing, removing } from "./admin-operations.ts";
import { SynonymId } from "./ids.ts";
import { operations } from "./operation.ts";
import { Timestamp } from "./time.ts";

/** Groups of the shop. */
export const SYNONYM_GROUPS_MAX = 500;

/** Words of one group. */
export const SYNONYM_WORDS_MAX = 20;

/** Characters of one word. */
export const SYNONYM_CHARS_MAX = 40;

/** As the search compares words: compatibility form, small letters, single spaces. */
const Word = z
  .string()
  .transform((typed) =>
    typed
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, " ")
      .trim(),
  )
  .pipe(z.string().min(1).max(SYNONYM_CHARS_MAX))
  .meta({ example: "머그컵" });

const fields = {
  words: z
    .array(Word)
    .min(2)
    .max(SYNONYM_WORDS_MAX)
    .refine((words) => new Set(words).size === words.length, "repeats a word")
    .describe("Kept in small letters, without signs; a query for one finds the others, too"),
  oneWay: z.boolean().describe("Only the first word finds the others"),
};

/** A new group. */
export const SynonymCreate = z.strictObject({ ...fields, oneWay: fields.oneWay.default(false) });
export type SynonymCreate = z.infer<typeof SynonymCreate>;

/** Changes to a group; a field that is not named stays. */
export const SynonymPatch = z
  .strictObject(fields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
export type SynonymPatch = z.infer<typeof SynonymPatch>;

/** A group as administrators see it. */
export const AdminSynonym = z
  .object({
    id: SynonymId,
    words: z.array(z.string()),
    oneWay: z.boolean(),
    version: z.int().positive(),
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminSynonym" });
export type AdminSynonym = z.infer<typeof AdminSynonym>;

const path = "/api/admin/catalog/synonyms";
const byId = z.object({ id: SynonymId });

/** Groups of synonyms. */
export const catalogSynonymOperations = operations("Catalogue administration", {
  adminListSynonyms: listing(path, "List the groups of synonyms", AdminSynonym),
  adminCreateSynonym: {
    ...creating(path, "Create a group of synonyms; at most 500", SynonymCreate, AdminSynonym),
    errors: ["not_found"],
  },
  adminChangeSynonym: changing(
    `${path}/{id}`,
    "Replace the words of a group, or make it one way",
    byId,
    SynonymPatch,
    AdminSynonym,
  ),
  adminRemoveSynonym: {
    ...removing(`${path}/{id}`, "Remove a group of synonyms", byId),
    errors: [],
  },
});
