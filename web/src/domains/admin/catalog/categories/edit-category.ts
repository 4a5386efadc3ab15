/** What an administrator does to a category: makes it, changes it, moves it, removes it. */
import { CategoryId } from "@edgemart/contracts/ids";
import { err, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import { changeCategory, createCategory, removeCategory } from "#api/catalog-structure.ts";
import {
  answerWrite,
  countIn,
  type Done,
  localTextOf,
  saying,
  typedIn,
} from "#domains/admin/parts/answer-write.ts";
import { underSlug } from "#domains/admin/parts/chosen-slug.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";

const LIST = "/admin/categories";
const FIELDS = [
  ...["name.ko", "name.en", "description.ko", "description.en"],
  ...["slug", "parent", "position"],
];

const PARTS: Record<string, string> = { create: "new", remove: "removal" };

/** Answers 303 to the category's page, or to the list. The button pressed says what is done. */
export function editCategory(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf(form) {
      const id = CategoryId.safeParse(form.text("id")).data;
      const path = id ? `${LIST}/${id}` : LIST;
      const part = PARTS[form.text("act")] ?? "basics";
      return { name: "category", path, part, typed: typedIn(form, FIELDS) };
    },
    act,
    fieldOf: { slug_taken: "slug" },
    kind: { long: true },
  });
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  const input = {
    name: localTextOf(form, "name"),
    slug: form.text("slug").trim(),
    parent: form.text("parent") || null,
    position: countIn(form, "position"),
  };
  const description = localTextOf(form, "description");
  if (form.text("act") === "create") {
    const chosen = { field: "slug", name: input.name };
    const made = await underSlug(form, by, chosen, (slug, once) =>
      createCategory(once, { ...input, description, slug }),
    );
    return saying("category_created", made);
  }
  const id = CategoryId.safeParse(form.text("id")).data;
  if (!id) return err("not_found");
  switch (form.text("act")) {
    case "save":
      return saying("category_saved", await changeCategory(by, id, { ...input, description }));
    case "remove":
      return saying("category_removed", await removeCategory(by, id), LIST);
    default:
      return err("not_found");
  }
}
