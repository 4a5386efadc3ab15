"use client";
/** What the browser shows when a page breaks after it was loaded. */

import { useParams } from "next/navigation";
import { BlankPage } from "../../components/notice.tsx";

// The one place a browser needs these without a server: kept to three sentences in each language.
const TEXTS = {
  ko: {
    title: "문제가 생겼어요",
    text: "화면을 그리지 못했습니다. 다시 시도해 주세요.",
    retry: "다시 시도",
  },
  en: {
    title: "Something went wrong",
    text: "This page could not be shown. Please try again.",
    retry: "Try again",
  },
};

export default function ErrorPage({ reset }: { reset: () => void }) {
  const { title, text, retry } = TEXTS[useParams().lang === "en" ? "en" : "ko"];
  return (
    <BlankPage sign="500" text={text} title={title}>
      <button className="button" onClick={reset} type="button">
        {retry}
      </button>
    </BlankPage>
  );
}
