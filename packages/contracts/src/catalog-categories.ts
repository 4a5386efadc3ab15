/** The tree of categories as administrators keep it. */
import { z } from "zod";
import { changing, creating, listing, removing } from "./admin-operations.ts";
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

/** A new category. */
export const CategoryCreate = z.strictObject({
  ...categoryFields,
  description: categoryFields.description.default({ ko: "", en: "" }),
  parent: categoryFields.parent.default(null),
  position: categoryFields.position.default(0),
});
export type CategoryCreate = z.infer<typeof CategoryCreate>;

/** Changes to a category; a field that is not named stays. */
export const CategoryPatch = z
  .strictObject(categoryFields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
export type CategoryPatch = z.infer<typeof CategoryPatch>;

/** A category as administrators see it. */
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
const byId = z.object({ id: CategoryId });

/** Categories. */
export const catalogCategoryOperations = operations("Catalogue administration", {
  adminListCategories: listing(
    `${base}/categories`,
    "List the categories in both languages",
    AdminCategory,
  ),
  adminCreateCategory: creating(
    `${base}/categories`,
    "Create a category",
    CategoryCreate,
    AdminCategory,
  ),
  adminChangeCategory: {
    ...changing(
      `${base}/categories/{id}`,
      "Change a category, or move it in the tree",
      byId,
      CategoryPatch,
      AdminCategory,
    ),
    errors: ["slug_taken"],
  },
  adminRemoveCategory: removing(
    `${base}/categories/{id}`,
    "Remove a category nothing stands in",
    byId,
  ),
});
