/** `POST /api/admin/product`: the forms of a product's page. */
import { webConfig } from "#config.ts";
import { editProduct } from "#domains/admin/products/edit-product.ts";

export function POST(request: Request): Promise<Response> {
  return editProduct(request, webConfig());
}
