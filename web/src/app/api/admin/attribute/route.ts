/** `POST /api/admin/attribute`: the forms of attributes and their values. */
import { webConfig } from "#config.ts";
import { editAttribute } from "#domains/admin/catalog/attributes/edit-attribute.ts";

export function POST(request: Request): Promise<Response> {
  return editAttribute(request, webConfig());
}
