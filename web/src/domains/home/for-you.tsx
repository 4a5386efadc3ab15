"use client";
/** The personal rail: asked for after the page is shown, in room that was kept for it before the first paint. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { type ReactNode, useEffect, useState } from "react";
import { languageOf } from "#components/language-of.ts";
import tile from "#components/tile.module.css";
import { useSession } from "#domains/account/use-session.ts";
import { useCart } from "#domains/cart/use-cart.ts";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./for-you.module.css";
import type { ForYou as Answer, ForYouItem } from "./for-you-view.ts";

interface ForYouProps {
  lang: Locale;
  texts: Pick<Messages["home"], "forYouNone" | "forYouCart">;
  labels: Pick<Messages["product"], "discount" | "salePrice" | "listPrice">;
}

const WAIT_MS = 8_000;
/** The same boxes, empty: what comes takes their place and moves nothing. */
const PLACES = ["a", "b", "c", "d"];

/** Draws the rail for members with a cart; empty boxes until it is answered. */
export function ForYou({ lang, texts, labels }: ForYouProps) {
  const status = useSession((session) => session.status);
  const hasCart = useCart((cart) => cart.count > 0);
  const [items, setItems] = useState<ForYouItem[] | null>(null);
  useEffect(() => {
    // Set before the first paint already; a page reached without a new load learns of a cart here.
    if (hasCart) document.documentElement.dataset.cart = "";
  }, [hasCart]);
  useEffect(() => {
    if (status === "away") setItems([]);
    if (status !== "member" || !hasCart) return;
    let isGone = false;
    void ask(lang).then((found) => !isGone && setItems(found));
    return () => {
      isGone = true;
    };
  }, [status, hasCart, lang]);

  if (items?.length === 0) {
    return (
      <p className={styles.none}>
        {texts.forYouNone} <a href={`/${lang}/cart`}>{texts.forYouCart}</a>
      </p>
    );
  }
  if (!items) {
    return (
      <ul aria-hidden="true" className={styles.rail}>
        {PLACES.map((place) => (
          <Tile before={null} brand={"\u00a0"} key={place} picture={null} price={"\u00a0"}>
            {"\u00a0"}
          </Tile>
        ))}
      </ul>
    );
  }
  return (
    <ul className={styles.rail}>
      {items.map(({ id, href, title, ...item }) => (
        <Tile {...item} key={id} labels={labels}>
          <Link href={href} lang={languageOf(title)} prefetch={false}>
            {title}
          </Link>
        </Tile>
      ))}
    </ul>
  );
}

interface TileProps extends Pick<ForYouItem, "brand" | "price" | "before" | "picture"> {
  labels?: ForYouProps["labels"];
  children: ReactNode;
}

function Tile({ brand, price, before, picture, labels, children }: TileProps) {
  const said = (text: string | undefined) =>
    labels && <span className="visually-hidden">{text} </span>;
  return (
    <li className={`${tile.tile} ${styles.tile}`}>
      <span className={styles.frame}>
        {picture && (
          // biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser
          <img
            alt=""
            decoding="async"
            height={picture.height}
            loading="lazy"
            sizes="(min-width: 48rem) 22vw, 45vw"
            src={picture.src}
            srcSet={picture.srcSet}
            width={picture.width}
          />
        )}
      </span>
      <p className={`${tile.brand} ${styles.brand}`} lang={languageOf(brand)}>
        {brand}
      </p>
      <h3 className={`${tile.title} ${styles.title}`}>{children}</h3>
      <p className={styles.price}>
        {before && (
          <span className={styles.off}>
            {labels && (
              <span className="visually-hidden">
                {fill(labels.discount, { percent: before.percent })}
              </span>
            )}
            <span aria-hidden="true">{before.percent}%</span>
          </span>
        )}
        <strong>
          {said(labels?.salePrice)}
          {price}
        </strong>
        {before && (
          <s>
            {said(labels?.listPrice)}
            {before.price}
          </s>
        )}
      </p>
    </li>
  );
}

/** No good answer in time is the same as nothing found. */
async function ask(lang: Locale): Promise<ForYouItem[]> {
  try {
    const signal = AbortSignal.timeout(WAIT_MS);
    const headers = { accept: "application/json" };
    const response = await fetch(`/api/home?lang=${lang}`, { headers, signal });
    // Our own route answers `ForYou`.
    return response.ok ? ((await response.json()) as Answer).items : [];
  } catch {
    return [];
  }
}
