/** What an administrator does to a collection: its title, its products and their order. */
import { CollectionId, ProductId } from "@edgemart/contracts/ids";
import { err, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import {
  changeCollection,
  createCollection,
  fetchCollection,
  removeCollection,
} from "#api/catalog-structure.ts";
import {
  answerWrite,
  type Done,
  localTextOf,
  saying,
  sayingRow,
  typedIn,
} from "#domains/admin/parts/answer-write.ts";
import { underSlug } from "#domains/admin/parts/chosen-slug.ts";
import { listAfter, moveOf } from "#domains/admin/parts/ordered-list.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";

const LIST = "/admin/collections";

const PARTS: Record<string, string> = { create: "new", save: "title", remove: "removal" };

/** Answers 303 to the collection's page, or to the list. The button pressed says what is done. */
export function editCollection(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf(form) {
      const id = CollectionId.safeParse(form.text("id")).data;
      // For several products, one search is enough.
      const q = form.text("q").slice(0, 80);
      const query = q ? `?${new URLSearchParams({ q })}` : "";
      return {
        name: "collection",
        path: id ? `${LIST}/${id}${query}` : LIST,
        part: PARTS[form.text("act")] ?? "products",
        typed: typedIn(form, ["slug", "title.ko", "title.en"]),
      };
    },
    act,
    fieldOf: { slug_taken: "slug" },
  });
}

async function act(form: PostedForm, by: Required<CatalogWrite>): Promise<Result<Done>> {
  const title = localTextOf(form, "title");
  if (form.text("act") === "create") {
    const made = await underSlug(form, by, { field: "slug", name: title }, (slug, once) =>
      createCollection(once, { slug, title, products: [] }),
    );
    return saying("collection_created", made, made.ok ? `${LIST}/${made.value.id}` : LIST);
  }
  const id = CollectionId.safeParse(form.text("id")).data;
  if (!id) return err("not_found");
  switch (form.text("act")) {
    case "save":
      return saying("collection_saved", await changeCollection(by, id, { title }));
    case "remove":
      return saying("collection_removed", await removeCollection(by, id), LIST);
    default: {
      const now = await fetchCollection(by.accessToken, id);
      if (!now.ok) return now;
      const held = now.value.products.map((product) => product.id);
      const products = productsAfter(form, held);
      if (!products.ok) return products;
      const changed = await changeCollection(by, id, { products: products.value });
      return sayingRow(form, "collection_saved", changed);
    }
  }
}

function productsAfter(form: PostedForm, held: readonly string[]): Result<string[]> {
  const item = ProductId.safeParse(form.text("product")).data;
  if (!item) return err("not_found");
  const keyOf = (id: string) => id;
  if (form.text("act") === "add-product") {
    return { ok: true, value: listAfter(held, keyOf, { act: "add", item }) };
  }
  const move = moveOf(form.text("act"));
  if (!move) return err("not_found");
  return { ok: true, value: listAfter(held, keyOf, { act: move, key: item }) };
}
