/** What an administrator does to a product's pictures: upload, order, alternative texts, removal. */
import type { AdminProduct } from "@edgemart/contracts/catalog-admin";
import { ProductId } from "@edgemart/contracts/ids";
import { ImageId } from "@edgemart/contracts/images";
import { err, type Result } from "@edgemart/contracts/result";
import { fetchAdminProduct, putMedia, storePicture } from "../../../api/catalog-admin.ts";
import type { WebConfig } from "../../../env.ts";
import type { PostedForm } from "../../../forms/posted/form-request.ts";
import { keyOf, versionOf } from "../../../forms/posted/form-values.ts";
import { done, refused, type Submission, submission } from "../../../forms/posted/submission.ts";
import { type MediaChange, mediaAfter } from "./media-list.ts";

const IMAGE_CODES = {
  body_too_large: "picture",
  image_too_large: "picture",
  image_type_unsupported: "picture",
  image_unreadable: "picture",
} as const;

/** Answers 303 to the product's page. The button pressed says what is done. */
export function editPictures(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => {
      const id = ProductId.safeParse(form.text("id")).data;
      return {
        name: "media",
        path: id ? `/admin/products/${id}` : "/admin/products",
        typed: { "alt.ko": form.text("alt.ko"), "alt.en": form.text("alt.en") },
      };
    },
    async (posted, place) => {
      const changed = await act(posted);
      if (!changed.ok) return refused(posted, place, changed.error, IMAGE_CODES);
      return done(posted, place, "pictures_saved");
    },
    { file: "picture" },
  );
}

async function act(posted: Submission): Promise<Result<AdminProduct>> {
  const { form, caller } = posted;
  const id = ProductId.safeParse(form.text("id")).data;
  if (!id) return err("not_found");
  const change = await changeOf(posted);
  if (!change.ok) return change;
  const product = await fetchAdminProduct(caller.token, id);
  if (!product.ok) return product;
  const version = versionOf(form);
  const by = { accessToken: caller.token, key: keyOf(form) ?? "", version };
  return putMedia(by, id, { media: mediaAfter(product.value.media, change.value) });
}

/** Reads what is to be done; a new picture is stored first, under its content. */
async function changeOf({ form, caller }: Submission): Promise<Result<MediaChange>> {
  const alt = { ko: form.text("alt.ko").trim(), en: form.text("alt.en").trim() };
  if (form.text("act") === "add-picture") {
    if (!form.file || form.file.content.length === 0) {
      const errors = [{ path: "picture", code: "missing", message: "must be a picture" }];
      return err("validation_failed", { errors });
    }
    const stored = await storePicture(caller.token, form.file);
    if (!stored.ok) return stored;
    const { id, width, height, thumbhash } = stored.value;
    return { ok: true, value: { act: "add", picture: { id, width, height, thumbhash, alt } } };
  }
  const id = ImageId.safeParse(form.text("picture")).data;
  const act = actOf(form);
  if (!id || !act) return err("not_found");
  return { ok: true, value: act === "describe" ? { act, id, alt } : { act, id } };
}

function actOf(form: PostedForm): "describe" | "remove" | "earlier" | "later" | null {
  switch (form.text("act")) {
    case "describe":
    case "remove":
    case "earlier":
    case "later":
      // The cases above are all of the type.
      return form.text("act") as "describe" | "remove" | "earlier" | "later";
    default:
      return null;
  }
}
