/** `POST /api/admin/pictures`: the forms of a product's pictures. */
import { webConfig } from "#config.ts";
import { editPictures } from "#domains/admin/products/edit-pictures.ts";

export function POST(request: Request): Promise<Response> {
  return editPictures(request, webConfig());
}
