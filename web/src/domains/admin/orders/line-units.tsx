/** Units of an order's lines as a short list: what is in a parcel, in a cancellation, in a return. */

import type { Locale } from "@edgemart/contracts/locale";
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import type { ReactNode } from "react";
import { languageOf } from "#components/language-of.ts";
import { inLang } from "../parts/in-lang.ts";

interface UnitsProps<L> {
  lang: Locale;
  order: Pick<AdminOrder, "lines">;
  lines: readonly L[];
  /** Says more of a line. */
  more?: (line: L) => ReactNode;
}

/** Draws one item for each line: its title, its options, how many. */
export function LineUnits<L extends { line: number; quantity: number }>(props: UnitsProps<L>) {
  const { lang, order, lines, more } = props;
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((each) => {
        const line = order.lines.find(({ line }) => line === each.line);
        const title = line ? inLang(line.title, lang) : String(each.line);
        const options = line?.options.map((option) => inLang(option, lang)).join(" / ");
        return (
          <li key={each.line}>
            <span lang={languageOf(title)}>{title}</span>
            {options && <span lang={languageOf(options)}> ({options})</span>} × {each.quantity}
            {more?.(each)}
          </li>
        );
      })}
    </ul>
  );
}
