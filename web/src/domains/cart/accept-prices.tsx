"use client";
/** Agrees to the prices that are shown, and to no other. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/fill.ts";
import styles from "./cart-contents.module.css";
import type { CartView } from "./shown-cart.ts";
import { useCart } from "./use-cart.ts";

interface AcceptProps {
  view: CartView;
  lang: Locale;
  texts: Messages["cart"];
}

/** Draws the button that agrees to the prices that are shown. */
export function AcceptPrices({ view, lang, texts }: AcceptProps) {
  const accept = useCart((cart) => cart.accept);
  const isBusy = useCart((cart) => cart.underWay.has("accept"));
  return (
    <form
      action="/api/cart"
      aria-busy={isBusy}
      className={styles.accept}
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void accept();
      }}
    >
      <input name="do" type="hidden" value="accept" />
      <input name="lang" type="hidden" value={lang} />
      {view.lines.map(
        ({ sku, unitMinor }) =>
          unitMinor !== null && (
            <input key={sku} name="seen" type="hidden" value={`${sku}:${unitMinor}`} />
          ),
      )}
      <p>{texts.pricesChanged}</p>
      <button type="submit">{isBusy ? texts.underWay : texts.accept}</button>
    </form>
  );
}
