/** What an administrator does to a brand: makes it, renames it, removes it. */
import { Slug } from "@edgemart/contracts/catalog";
import { err, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import { createBrand, removeBrand, renameBrand } from "#api/catalog-structure.ts";
import {
  answerWrite,
  type Done,
  localTextOf,
  saying,
  typedIn,
} from "#domains/admin/parts/answer-write.ts";
import { underSlug } from "#domains/admin/parts/chosen-slug.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";

/** Answers 303 to the list. The button pressed says what is done. */
export function editBrand(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => ({
      name: "brand",
      path: "/admin/brands",
      part: form.text("act") === "create" ? "new" : "rows",
      typed: typedIn(form, ["id", "slug", "name.ko", "name.en"]),
    }),
    act,
    fieldOf: { slug_taken: "slug" },
  });
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  const name = localTextOf(form, "name");
  if (form.text("act") === "create") {
    const made = await underSlug(form, by, { field: "slug", name }, (slug, once) =>
      createBrand(once, { slug, name }),
    );
    return saying("brand_created", made);
  }
  const slug = Slug.safeParse(form.text("id")).data;
  if (!slug) return err("not_found");
  switch (form.text("act")) {
    case "save":
      return saying("brand_saved", await renameBrand(by, slug, { name }));
    case "remove":
      return saying("brand_removed", await removeBrand(by, slug));
    default:
      return err("not_found");
  }
}
