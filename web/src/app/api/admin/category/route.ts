/** `POST /api/admin/category`: the forms of categories. */
import { webConfig } from "#config.ts";
import { editCategory } from "#domains/admin/catalog/categories/edit-category.ts";

export function POST(request: Request): Promise<Response> {
  return editCategory(request, webConfig());
}
