/** Chooses units of an order's lines; each choice says what it gives back. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order, OrderLine } from "@edgemart/contracts/order";
import { SelectField } from "#forms/fields/select-field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import { localText } from "./local-text.ts";
import { fieldId } from "./order-form.ts";
import { shareText } from "./share-text.ts";
import { areSharesKnown, unitShares } from "./unit-shares.ts";

interface UnitProps {
  lang: Locale;
  texts: Messages["orders"];
  order: Order;
  /** The form they are in. */
  part: string;
  /** How many units of a line can be chosen. */
  most: (line: OrderLine) => number;
  /** Said for none. */
  none: string;
  typed: Readonly<Record<string, string>>;
  error: string | undefined;
}

/** Draws a choice for each line of which something can be chosen. */
export function UnitFields({ lang, texts, order, part, most, none, typed, error }: UnitProps) {
  const isKnown = areSharesKnown(order);
  const open = order.lines.filter((line) => most(line) > 0);
  return open.map((line, at) => {
    const name = `units.${line.line}`;
    const options = line.options.map((option) => localText(option, lang)).join(" / ");
    const choices = unitShares(line, most(line)).map((share): [string, string] => {
      const count = fill(texts.quantity, { count: share.count });
      return [String(share.count), isKnown ? `${count} · ${shareText(share, lang, texts)}` : count];
    });
    return (
      <SelectField
        error={at === 0 ? (error ?? null) : null}
        // The way from the notice leads to the first.
        id={fieldId(part, at === 0 ? "units" : name)}
        key={name}
        label={[localText(line.title, lang), options].filter(Boolean).join(" · ")}
        name={name}
        options={[["", none], ...choices]}
        value={typed[name] ?? ""}
      />
    );
  });
}
