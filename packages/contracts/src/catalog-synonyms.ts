/** Words that mean the same to people who search the shop, as administrators keep them. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { SynonymId } from "./ids.ts";
import { operations } from "./operation.ts";
import { Timestamp } from "./time.ts";

export const SYNONYM_GROUPS_MAX = 500;
export const SYNONYM_WORDS_MAX = 20;
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

export const SynonymCreate = z.strictObject({ ...fields, oneWay: fields.oneWay.default(false) });
export type SynonymCreate = z.infer<typeof SynonymCreate>;
export const SynonymPatch = z
  .strictObject(fields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
export type SynonymPatch = z.infer<typeof SynonymPatch>;
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

export const catalogSynonymOperations = operations("Catalogue administration", {
  adminListSynonyms: {
    ...ADMIN,
    method: "get",
    path,
    summary: "List the groups of synonyms",
    responses: { 200: z.object({ items: z.array(AdminSynonym) }) },
    errors: [],
  },
  adminCreateSynonym: {
    ...ADMIN_WRITE,
    method: "post",
    path,
    summary: "Create a group of synonyms; at most 500",
    body: SynonymCreate,
    responses: { 201: AdminSynonym },
    headers: ["ETag"],
    errors: [],
  },
  adminChangeSynonym: {
    ...ADMIN_WRITE,
    method: "patch",
    path: `${path}/{id}`,
    summary: "Replace the words of a group, or make it one way",
    params: byId,
    body: SynonymPatch,
    responses: { 200: AdminSynonym },
    headers: ["ETag"],
    ifMatch: true,
    errors: [],
  },
  adminRemoveSynonym: {
    ...ADMIN_WRITE,
    method: "delete",
    path: `${path}/{id}`,
    summary: "Remove a group of synonyms",
    params: byId,
    responses: { 204: null },
    ifMatch: true,
    errors: [],
  },
});
