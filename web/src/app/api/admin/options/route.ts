/** `POST /api/admin/options`: the forms of a product's options. */
import { webConfig } from "#config.ts";
import { editOptions } from "#domains/admin/products/edit-options.ts";

export function POST(request: Request): Promise<Response> {
  return editOptions(request, webConfig());
}
