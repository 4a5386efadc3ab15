"use client";
/** What the browser shows when what it draws breaks after the page was loaded. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "./notice.tsx";

// The one place a browser needs these without a server: kept to a few sentences in each language.
const TEXTS = {
  ko: {
    title: "문제가 생겼어요",
    text: "화면을 그리지 못했습니다. 다시 시도해 주세요. 장바구니는 그대로 있습니다.",
    retry: "다시 시도",
    home: "홈으로",
  },
  en: {
    title: "Something went wrong",
    text: "This page could not be shown. Please try again. Your cart is still there.",
    retry: "Try again",
    home: "Go to the home page",
  },
};

/** Draws the page for a failure in the browser; `retry` draws again. */
export function BrokenPage({ lang, retry }: { lang: Locale; retry: () => void }) {
  const texts = TEXTS[lang];
  return (
    <BlankPage sign="500" text={texts.text} title={texts.title}>
      <button className="button" onClick={retry} type="button">
        {texts.retry}
      </button>
      <a className="button quiet" href={`/${lang}`}>
        {texts.home}
      </a>
    </BlankPage>
  );
}
