/** What a shopper chooses of a product: each option with its names and values, and the way to begin one. */
import type { ProductOption } from "@edgemart/contracts/catalog-product-fields";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { NameFields } from "../parts/name-fields.tsx";
import { ValueRows } from "../parts/value-rows.tsx";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";
import { NewOption } from "./new-option.tsx";

interface ListProps {
  writing: Writing;
  messages: Messages;
  product: AdminProduct;
  /** What was typed when a change was refused; null otherwise. */
  refused: { typed: Record<string, string>; errors: Record<string, string> } | null;
}

const OPTIONS_MAX = 3;

/** Draws the options of a product with their values. */
export function OptionList({ writing, messages, product, refused }: ListProps) {
  const texts = messages.admin.product;
  const { options, variants } = product;
  const isFixed = variants.length > 0;
  const of = (option: ProductOption) => (refused?.typed.of === option.key ? refused : null);
  return (
    <>
      <p className={styles.soft}>{options.length === 0 ? texts.optionsNone : texts.optionsText}</p>
      {options.map((option) => (
        <section
          aria-labelledby={`option-${option.key}`}
          className={styles.option}
          key={option.key}
        >
          <h3 id={`option-${option.key}`}>{inLang(option.name, writing.lang)}</h3>
          <OptionNames refused={of(option)} {...{ writing, messages, option, isFixed }} />
          <ValueRows
            action="/api/admin/options"
            name={inLang(option.name, writing.lang)}
            of={option.key}
            refused={of(option)}
            values={option.values}
            {...{ writing, messages }}
          />
        </section>
      ))}
      {isFixed ? (
        <p className={styles.soft}>{texts.optionsFixed}</p>
      ) : (
        options.length < OPTIONS_MAX && (
          <NewOption
            {...{ writing, messages }}
            refused={refused?.typed.act === "add-option" ? refused : null}
          />
        )
      )}
    </>
  );
}

interface NamesProps {
  writing: Writing;
  messages: Messages;
  option: ProductOption;
  /** Variants are there: it cannot be removed. */
  isFixed: boolean;
  refused: ListProps["refused"];
}

function OptionNames({ writing, messages, option, isFixed, refused }: NamesProps) {
  const texts = messages.admin.product;
  const typed = refused?.typed.act === "save-option" ? refused : null;
  return (
    <form action="/api/admin/options" className={styles.wide} method="post">
      <WriteFields {...writing} />
      <input name="of" type="hidden" value={option.key} />
      {/* The first button is what Enter presses. */}
      <div className={styles.fields}>
        <NameFields
          errors={typed?.errors ?? {}}
          name="name"
          prefix={`option-${option.key}-`}
          stored={option.name}
          texts={messages.admin.catalog}
          value={(name, stored) => typed?.typed[name] ?? stored}
        />
      </div>
      <div className={styles.inline}>
        <button className={styles.link} name="act" type="submit" value="save-option">
          {texts.saveOption}
        </button>
        {!isFixed && (
          <button
            className={styles.link}
            data-danger=""
            name="act"
            type="submit"
            value="remove-option"
          >
            {texts.removeOption}
          </button>
        )}
      </div>
    </form>
  );
}
