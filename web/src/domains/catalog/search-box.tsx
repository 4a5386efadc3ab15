"use client";
/** The search field: a form of its own, and with script a combobox of what fits. @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
import type { Locale } from "@edgemart/contracts/locale";
import { usePathname, useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { fill, type Messages } from "../../messages/fill.ts";
import styles from "./search-box.module.css";
import type { Suggested } from "./suggested.ts";
import { useSuggestions } from "./use-suggestions.ts";

export function SearchBox({ lang, texts }: { lang: Locale; texts: Messages["search"] }) {
  const router = useRouter();
  const path = usePathname();
  const [typed, setTyped] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const items = useSuggestions(typed, lang, isOpen);
  const isShown = isOpen && items.length > 0;
  const products = `/${lang}/products`;

  const isFirst = useRef(true);
  useEffect(() => {
    // What was typed before the script was there stays.
    const early = isFirst.current ? field.current?.value : "";
    isFirst.current = false;
    // The address knows what was searched for; a shared page does not.
    const q = new URLSearchParams(window.location.search).get("q") ?? "";
    setTyped(early || (path === products ? q : ""));
    setIsOpen(false);
  }, [path, products]);

  const close = () => {
    setIsOpen(false);
    setActive(null);
  };
  const go = (item: Suggested) => {
    close();
    field.current?.blur();
    router.push(item.href);
  };
  const keys = (event: KeyboardEvent) => {
    const chosen = active === null ? undefined : items[active];
    if (event.key === "Escape") {
      if (isShown) close();
      else setTyped("");
    } else if (event.key === "Enter" && chosen && isShown) go(chosen);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setIsOpen(true);
      if (items.length > 0)
        setActive(next(active, event.key === "ArrowDown" ? 1 : -1, items.length));
    } else return;
    event.preventDefault();
  };
  return (
    <search className={styles.search}>
      <form action={products} className={styles.form} method="get" onSubmit={close}>
        <label className="visually-hidden" htmlFor="q">
          {texts.label}
        </label>
        <input
          aria-activedescendant={isShown && active !== null ? `suggested-${active}` : undefined}
          aria-autocomplete="list"
          aria-controls="suggestions"
          aria-expanded={isShown}
          autoComplete="off"
          enterKeyHint="search"
          id="q"
          maxLength={100}
          name="q"
          onBlur={close}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(null);
            setIsOpen(true);
          }}
          onKeyDown={keys}
          placeholder={texts.placeholder}
          ref={field}
          role="combobox"
          type="search"
          value={typed}
        />
        <button aria-label={texts.submit} type="submit">
          <svg aria-hidden="true" height="20" viewBox="0 0 20 20" width="20">
            <path d="M13.4 13.4 18 18" />
            <circle cx="8.6" cy="8.6" r="5.8" />
          </svg>
        </button>
      </form>
      <p className="visually-hidden" role="status">
        {isShown && fill(texts.suggested, { count: items.length })}
      </p>
      <div
        aria-label={texts.suggestions}
        className={styles.list}
        hidden={!isShown}
        id="suggestions"
        role="listbox"
      >
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field keeps the focus and its keys choose (combobox pattern)
          <div
            aria-selected={index === active}
            className={styles.item}
            id={`suggested-${index}`}
            key={item.href}
            onClick={() => go(item)}
            // A press must not take the focus from the field: leaving it closes the list.
            onPointerDown={(event) => event.preventDefault()}
            role="option"
          >
            {item.src ? (
              // biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser
              <img alt="" height={40} src={item.src} width={40} />
            ) : (
              <span aria-hidden="true" className={styles.sign} />
            )}
            <span>
              <Marked text={item.text} typed={typed} />
            </span>
            {item.kind === "category" && <small>{texts.category}</small>}
          </div>
        ))}
      </div>
    </search>
  );
}

/** The part that was typed, in bold. */
function Marked({ text, typed }: { text: string; typed: string }) {
  const word = typed.trim();
  const at = word ? text.toLowerCase().indexOf(word.toLowerCase()) : -1;
  if (at < 0) return text;
  const end = at + word.length;
  return (
    <>
      {text.slice(0, at)}
      <b>{text.slice(at, end)}</b>
      {text.slice(end)}
    </>
  );
}

function next(active: number | null, by: 1 | -1, count: number): number {
  if (active === null) return by === 1 ? 0 : count - 1;
  return (active + by + count) % count;
}
