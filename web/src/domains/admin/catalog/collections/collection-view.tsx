/** One collection: its title, its products in their order, a search for more, and the way to remove it. */
import type { AdminProductRow } from "@edgemart/contracts/catalog-products";
import { type AdminCollection, FEATURED } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { Removal } from "#domains/admin/parts/removal.tsx";
import { SubMenu } from "#domains/admin/parts/sub-menu.tsx";
import { WriteFields } from "#domains/admin/parts/write-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import { CollectionProducts } from "./collection-products.tsx";
import { ProductFinder } from "./product-finder.tsx";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  collection: AdminCollection;
  /** What was looked for, and what was found; null when nothing was. */
  sought: { q: string; found: AdminProductRow[] } | null;
}

/** Draws one collection; the featured one cannot be removed. */
export function CollectionView({ lang, messages, visit, collection, sought }: ViewProps) {
  const texts = messages.admin.catalog;
  const { message } = visit;
  const { id, slug, title, products, version } = collection;
  const act = message?.typed.act ?? "";
  const { value, isConflict } = typedOrStored(act === "save" ? message : null, version);
  const state = formState(message, messages.mine, texts.done, texts.refused, texts.errors);
  const writing = { lang, owner: visit.member.id, subject: collection };
  const noticeAt = placedNotice(
    message,
    ["products", "title", "removal"],
    isConflict ? (
      <Conflict
        differences={[
          [texts.nameKo, title.ko, value("title.ko", "")],
          [texts.nameEn, title.en, value("title.en", "")],
        ]}
        keepHref={`/${lang}/admin/collections/${id}`}
        texts={messages.mine.conflict}
      />
    ) : (
      <FormNotice idOf={nameField} state={state} />
    ),
  );
  return (
    <>
      <SubMenu
        current="collections"
        label={texts.menu}
        lang={lang}
        menu="catalog"
        texts={texts.parts}
      />
      {noticeAt("")}
      {slug === FEATURED && <p className={styles.soft}>{texts.featuredText}</p>}
      <div className={styles.wide}>
        <h2 id="products">{texts.products}</h2>
        {noticeAt("products")}
        <CollectionProducts {...{ lang, messages, writing, products }} />
        <ProductFinder
          {...{ lang, messages, writing, sought }}
          path={`/${lang}/admin/collections/${id}`}
          held={products.map((product) => product.id)}
        />
      </div>
      <section aria-labelledby="title" className={styles.part}>
        <h2 id="title">{texts.name}</h2>
        {noticeAt("title")}
        <form action="/api/admin/collection" className={styles.wide} method="post">
          <WriteFields {...writing} />
          <input name="act" type="hidden" value="save" />
          <div className={styles.fields}>
            <NameFields
              errors={state?.fields ?? {}}
              name="title"
              stored={title}
              texts={texts}
              value={value}
            />
          </div>
          <SubmitButton
            pending={messages.mine.saving}
            text={isConflict ? messages.mine.conflict.overwrite : messages.mine.save}
          />
        </form>
      </section>
      {noticeAt("removal")}
      {slug !== FEATURED && (
        <Removal
          action="/api/admin/collection"
          sure={texts.collectionSure}
          texts={texts}
          writing={writing}
        />
      )}
    </>
  );
}
