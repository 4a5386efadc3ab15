/** `POST /api/admin/brand`: the forms of brands. */
import { webConfig } from "#config.ts";
import { editBrand } from "#domains/admin/catalog/brands/edit-brand.ts";

export function POST(request: Request): Promise<Response> {
  return editBrand(request, webConfig());
}
