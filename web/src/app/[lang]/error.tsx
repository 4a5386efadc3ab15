"use client";
/** A page that failed to draw; header and footer stay. */
import { useParams } from "next/navigation";
import { BrokenPage } from "#components/broken-page.tsx";

export default function ErrorPage({ reset }: { reset: () => void }) {
  return <BrokenPage lang={useParams().lang === "en" ? "en" : "ko"} retry={reset} />;
}
