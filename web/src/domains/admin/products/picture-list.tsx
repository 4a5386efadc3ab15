/** A product's pictures in their order, each with what can be done to it, and the way to add one. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { IMAGE_BYTES_MAX } from "@edgemart/contracts/images";
import { Picture } from "#components/picture.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";

interface PicturesProps {
  writing: Writing;
  texts: Messages["admin"]["product"];
  product: AdminProduct;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** A picture of up to 20 MB: said before it is sent, where script runs. */
const MAX = { "data-bytes-max": IMAGE_BYTES_MAX };

/** Draws the pictures of a product in order, and the form that adds one. */
export function PictureList({ writing, texts, product, errors, typed }: PicturesProps) {
  const { media } = product;
  const altOf = ({ id, alt }: (typeof media)[number], lang: "ko" | "en") =>
    typed.picture === id ? (typed[`alt.${lang}`] ?? alt[lang]) : alt[lang];
  return (
    <>
      {media.length === 0 && <p className={styles.soft}>{texts.picturesNone}</p>}
      <ol className={styles.pictures}>
        {media.map((picture, at) => (
          <li key={picture.id}>
            <Picture
              alt={inLang(picture.alt, writing.lang)}
              picture={{ ...picture, alt: "" }}
              ratio={4 / 3}
              sizes="20rem"
              widest={640}
            />
            <form
              action="/api/admin/pictures"
              aria-label={fill(texts.nth, { index: at + 1 })}
              encType="multipart/form-data"
              method="post"
            >
              <WriteFields {...writing} />
              <input name="picture" type="hidden" value={picture.id} />
              <Field
                autoComplete="off"
                defaultValue={altOf(picture, "ko")}
                id={`alt-ko-${at}`}
                label={texts.altKo}
                lang="ko"
                maxLength={300}
                name="alt.ko"
              />
              <Field
                autoComplete="off"
                defaultValue={altOf(picture, "en")}
                id={`alt-en-${at}`}
                label={texts.altEn}
                lang="en"
                maxLength={300}
                name="alt.en"
              />
              <div className={styles.inline}>
                <button className={styles.link} name="act" type="submit" value="describe">
                  {texts.describe}
                </button>
                {at > 0 && (
                  <button className={styles.link} name="act" type="submit" value="earlier">
                    {texts.earlier}
                  </button>
                )}
                {at < media.length - 1 && (
                  <button className={styles.link} name="act" type="submit" value="later">
                    {texts.later}
                  </button>
                )}
                <button
                  className={styles.link}
                  data-danger=""
                  name="act"
                  type="submit"
                  value="remove"
                >
                  {texts.remove}
                </button>
              </div>
            </form>
          </li>
        ))}
      </ol>
      <form
        action="/api/admin/pictures"
        className={styles.wide}
        encType="multipart/form-data"
        method="post"
      >
        <WriteFields {...writing} />
        <input name="act" type="hidden" value="add-picture" />
        <div className={styles.fields}>
          <Field
            accept="image/jpeg,image/png,image/webp"
            error={errors.picture}
            help={texts.pictureHelp}
            label={texts.picture}
            name="picture"
            required
            type="file"
            {...MAX}
          />
          <Field
            autoComplete="off"
            defaultValue={typed.picture ? "" : typed["alt.ko"]}
            label={texts.altKo}
            lang="ko"
            maxLength={300}
            name="alt.ko"
          />
          <Field
            autoComplete="off"
            defaultValue={typed.picture ? "" : typed["alt.en"]}
            label={texts.altEn}
            lang="en"
            maxLength={300}
            name="alt.en"
          />
        </div>
        <SubmitButton pending={texts.uploading} text={texts.upload} />
      </form>
    </>
  );
}
