/** One filter: its values, the most first, eight and then the rest behind "more". Works without script. */

import type { Facet } from "@edgemart/contracts/catalog";
import { languageOf } from "#components/language-of.ts";
import { fill } from "#messages/fill.ts";
import { ColourDot } from "./colour-dot.tsx";
import { colourOf } from "./colours.ts";
import { FacetFold } from "./facet-fold.tsx";
import styles from "./filter-panel.module.css";

/** Values shown at once. A single one more is shown, too: a door for one line is no help. */
export const SHOWN_FIRST = 8;

interface GroupProps {
  facet: Facet;
  isOpen: boolean;
  /** Text of the door, with `{count}`. */
  more: string;
}

/** Draws the values of one facet as ticks, eight and then the rest. */
export function FacetGroup({ facet, isOpen, more }: GroupProps) {
  const values = facet.values.filter(({ count, selected }) => count > 0 || selected);
  const first = values.length <= SHOWN_FIRST + 1 ? values : values.slice(0, SHOWN_FIRST);
  const rest = values.slice(first.length);
  const rows = (some: Facet["values"]) =>
    some.map((value) => <Value facetKey={facet.key} key={value.key} value={value} />);
  return (
    <FacetFold className={styles.group} isOpen={isOpen}>
      <summary lang={languageOf(facet.name)}>{facet.name}</summary>
      <fieldset>
        <legend className="visually-hidden">{facet.name}</legend>
        {rows(first)}
        {rest.length > 0 && (
          <FacetFold className={styles.more} isOpen={rest.some(({ selected }) => selected)}>
            <summary>{fill(more, { count: rest.length })}</summary>
            {rows(rest)}
          </FacetFold>
        )}
      </fieldset>
    </FacetFold>
  );
}

function Value({ facetKey, value }: { facetKey: string; value: Facet["values"][number] }) {
  const { key, label, count, selected } = value;
  const hex = colourOf(facetKey, key);
  return (
    <label className={styles.value}>
      <input defaultChecked={selected} name={facetKey} type="checkbox" value={key} />
      <span className={styles.name} lang={languageOf(label)}>
        {hex && <ColourDot hex={hex} key={key} />}
        {label}
      </span>
      <small>{count}</small>
    </label>
  );
}
