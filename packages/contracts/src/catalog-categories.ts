/** The tree of categories as administrators keep it. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { Slug } from "./catalog.ts";
import { localText, namedText } from "./catalog-fields.ts";
import { CategoryId } from "./ids.ts";
import { LocalText } from "./locale.ts";
import { operations } from "./operation.ts";
import { Timestamp } from "./time.ts";

const categoryFields = {
  slug: Slug,
  name: namedText(80),
  description: localText(2_000),
  parent: Slug.nullable().describe("Slug of the category above it"),
  position: z.int().min(0).max(100_000),
};
export const CategoryCreate = z.strictObject({
  ...categoryFields,
  description: categoryFields.description.default({ ko: "", en: "" }),
  parent: categoryFields.parent.default(null),
  position: categoryFields.position.default(0),
});
export type CategoryCreate = z.infer<typeof CategoryCreate>;
export const CategoryPatch = z
  .strictObject(categoryFields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
export type CategoryPatch = z.infer<typeof CategoryPatch>;
export const AdminCategory = z
  .object({
    id: CategoryId,
    slug: Slug,
    name: LocalText,
    description: LocalText,
    parent: Slug.nullable(),
    position: z.int(),
    productCount: z.int().describe("Products directly in it, in every state"),
    version: z.int().positive(),
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminCategory" });
export type AdminCategory = z.infer<typeof AdminCategory>;

const base = "/api/admin/catalog";
const category = z.object({ id: CategoryId });

/** Categories. */
export const catalogCategoryOperations = operations("Catalogue administration", {
  adminListCategories: {
    ...ADMIN,
    method: "get",
    path: `${base}/categories`,
    summary: "List the categories in both languages",
    responses: { 200: z.object({ items: z.array(AdminCategory) }) },
    errors: [],
  },
  adminCreateCategory: {
    ...ADMIN_WRITE,
    method: "post",
    path: `${base}/categories`,
    summary: "Create a category",
    body: CategoryCreate,
    responses: { 201: AdminCategory },
    headers: ["ETag"],
    errors: ["slug_taken"],
  },
  adminChangeCategory: {
    ...ADMIN_WRITE,
    method: "patch",
    path: `${base}/categories/{id}`,
    summary: "Change a category, or move it in the tree",
    params: category,
    body: CategoryPatch,
    responses: { 200: AdminCategory },
    ifMatch: true,
    headers: ["ETag"],
    errors: ["slug_taken"],
  },
  adminRemoveCategory: {
    ...ADMIN_WRITE,
    method: "delete",
    path: `${base}/categories/{id}`,
    summary: "Remove a category nothing stands in",
    params: category,
    responses: { 204: null },
    ifMatch: true,
    errors: ["still_used"],
  },
});
