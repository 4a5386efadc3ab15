/** What an administrator does to a product's pictures: upload, order, alternative texts, removal. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { ProductId } from "@edgemart/contracts/ids";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { fetchAdminProduct, putMedia, storePicture } from "#api/catalog-admin.ts";
import type { WebConfig } from "#env.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { answerWrite, localTextOf, sayingRow, typedIn } from "../parts/answer-write.ts";
import { type ListChange, listAfter, moveOf } from "../parts/ordered-list.ts";

type Picture = AdminProduct["media"][number];

const IMAGE_CODES = {
  body_too_large: "picture",
  image_too_large: "picture",
  image_type_unsupported: "picture",
  image_unreadable: "picture",
} as const;

/** Answers 303 to the product's page. The button pressed says what is done. */
export function editPictures(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf(form) {
      const id = ProductId.safeParse(form.text("id")).data;
      return {
        name: "media",
        path: id ? `/admin/products/${id}` : "/admin/products",
        part: "pictures",
        typed: typedIn(form, ["alt.ko", "alt.en", "picture"]),
      };
    },
    async act(form, by) {
      const id = ProductId.safeParse(form.text("id")).data;
      if (!id) return err("not_found");
      const product = await fetchAdminProduct(by.accessToken, id);
      if (!product.ok) return product;
      const { media } = product.value;
      const changes = await changesOf(form, by.accessToken, media);
      if (!changes.ok) return changes;
      const list = changes.value.reduce<Picture[]>(
        (now, change) => listAfter(now, keyOf, change),
        media,
      );
      const put = await putMedia(by, id, { media: list });
      const stored = media.find((each) => each.id === form.text("picture"))?.alt;
      const { ko, en } = localTextOf(form, "alt");
      const isStored = !stored || (stored.ko === ko && stored.en === en);
      return sayingRow(form, "pictures_saved", put, isStored);
    },
    fieldOf: IMAGE_CODES,
    kind: { file: "picture" },
  });
}

const keyOf = ({ id }: Picture) => id;

/** Reads what is to be done; a new picture is stored first, under its content. A move saves the texts of its form too. */
async function changesOf(
  form: PostedForm,
  accessToken: string,
  media: readonly Picture[],
): Promise<Result<ListChange<Picture>[]>> {
  const alt = localTextOf(form, "alt");
  if (form.text("act") === "add-picture") {
    if (!form.file || form.file.content.length === 0) {
      const errors = [{ path: "picture", code: "missing", message: "must be a picture" }];
      return err("validation_failed", { errors });
    }
    const stored = await storePicture(accessToken, form.file);
    if (!stored.ok) return stored;
    const { id, width, height, thumbhash } = stored.value;
    return ok([{ act: "add", item: { id, width, height, thumbhash, alt } }]);
  }
  const found = media.find(({ id }) => id === form.text("picture"));
  if (!found) return err("not_found");
  const described = { act: "replace", item: { ...found, alt } } as const;
  if (form.text("act") === "describe") return ok([described]);
  const move = moveOf(form.text("act"));
  if (!move) return err("not_found");
  return ok([described, { act: move, key: found.id }]);
}
