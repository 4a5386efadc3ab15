"use client";
/** One option of a product as radios. What cannot be bought with what is chosen before it cannot be chosen. */
import { useEffect, useState } from "react";
import { languageOf } from "#components/language-of.ts";
import type { Messages } from "#messages/fill.ts";
import { ColourDot } from "./colour-dot.tsx";
import styles from "./option-choice.module.css";
import { type Choosable, leadsSomewhere, valuesAfter } from "./variant-choice.ts";

interface ChoiceProps {
  product: Choosable;
  option: Choosable["options"][number];
  index: number;
  values: readonly string[];
  onChoose(values: string[]): void;
  texts: Messages["product"];
}

/** Draws the values of one option as radios; what cannot be had cannot be chosen. */
export function OptionChoice({ product, option, index, values, onChoose, texts }: ChoiceProps) {
  // Without script every combination must stay open to choice: the server says when one is not there.
  const [isLive, setIsLive] = useState(false);
  useEffect(() => setIsLive(true), []);
  const before = isLive ? values.slice(0, index) : [];
  const chosen = option.values.find(({ key }) => key === values[index])?.label;
  return (
    <fieldset className={styles.choice}>
      <legend lang={languageOf(option.name)}>
        {option.name}{" "}
        <span className="needs-script" lang={chosen && languageOf(chosen)}>
          {chosen}
        </span>
      </legend>
      <div className={styles.values}>
        {option.values.map(({ key, label, hex }) => {
          const isOpen = leadsSomewhere(product, index, key, before);
          return (
            <label data-closed={isOpen ? undefined : ""} key={key}>
              <input
                checked={values[index] === key}
                disabled={!isOpen}
                name={`o.${option.key}`}
                onChange={() => onChoose(valuesAfter(product, values, index, key))}
                type="radio"
                value={key}
              />
              <span lang={languageOf(label)}>
                {hex && <ColourDot hex={hex} />}
                {label}
                {!isOpen && (
                  <span className="visually-hidden" lang={languageOf(texts.soldOut)}>
                    {" "}
                    ({texts.soldOut})
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
