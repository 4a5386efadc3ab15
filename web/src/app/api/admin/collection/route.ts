/** `POST /api/admin/collection`: the forms of collections. */
import { webConfig } from "#config.ts";
import { editCollection } from "#domains/admin/catalog/collections/edit-collection.ts";

export function POST(request: Request): Promise<Response> {
  return editCollection(request, webConfig());
}
