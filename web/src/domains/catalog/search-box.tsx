"use client";
/** The search field: a form of its own, and with script a combobox of what fits. @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isComposing } from "#components/composing.ts";
import { languageOf } from "#components/language-of.ts";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./search-box.module.css";
import { useSuggestions } from "./use-suggestions.ts";

/** Draws the search field; with script it offers suggestions. */
export function SearchBox({ lang, texts }: { lang: Locale; texts: Messages["search"] }) {
  const products = `/${lang}/products`;
  const path = usePathname();
  const query = useSearchParams();
  /** What this page was searched for. */
  const q = path === products ? (query.get("q") ?? "") : "";
  const here = `${path}?${query}`;
  const [typed, setTyped] = useState(q);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const items = useSuggestions(typed, lang, isOpen);
  const isShown = isOpen && items.length > 0;

  const isFirst = useRef(true);
  const isTyping = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `here` is another page with the same `q`
  useEffect(() => {
    // What was typed before the script was there stays, and so does what is being typed while a page arrives.
    if (isFirst.current) setTyped(field.current?.value ?? q);
    else if (!isTyping.current) {
      setTyped(q);
      setIsOpen(false);
    }
    isFirst.current = false;
  }, [here, q]);

  const close = () => {
    setIsOpen(false);
    setActive(null);
  };
  const leave = () => {
    isTyping.current = false;
    close();
  };
  const keys = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const chosen = active === null ? null : document.getElementById(`suggested-${active}`);
    if (event.key === "Escape") {
      if (isShown) close();
      else setTyped("");
    } else if (event.key === "Enter" && chosen && isShown) chosen.click();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setIsOpen(true);
      if (items.length > 0)
        setActive(next(active, event.key === "ArrowDown" ? 1 : -1, items.length));
    } else return;
    event.preventDefault();
  };
  return (
    <search className={styles.search}>
      <form action={products} className={styles.form} method="get" onSubmit={leave}>
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
          onBlur={leave}
          onChange={(event) => {
            isTyping.current = true;
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
          <Link
            aria-selected={index === active}
            className={styles.item}
            href={item.href}
            id={`suggested-${index}`}
            key={item.href}
            onClick={(event) => {
              if (!event.metaKey && !event.ctrlKey && !event.shiftKey) field.current?.blur();
            }}
            // A press must not take the focus from the field: leaving it closes the list.
            onMouseDown={(event) => event.preventDefault()}
            prefetch={false}
            role="option"
            // The field keeps the focus and its keys choose (combobox pattern).
            tabIndex={-1}
          >
            {item.src ? (
              // biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser
              <img alt="" height={40} src={item.src} width={40} />
            ) : (
              <span aria-hidden="true" className={styles.sign} />
            )}
            <span lang={languageOf(item.text)}>
              <Marked text={item.text} typed={typed} />
            </span>
            {item.kind === "category" && <small>{texts.category}</small>}
          </Link>
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
