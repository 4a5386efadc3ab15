"use client";
/** The frame itself failed, header or cart: the complete document is drawn again. */
import { BrokenPage } from "../components/broken-page.tsx";
import "../styles/tokens.css";
import "../styles/base.css";

export default function GlobalError() {
  const isEnglish = typeof location !== "undefined" && location.pathname.startsWith("/en");
  const lang = isEnglish ? "en" : "ko";
  return (
    <html lang={lang}>
      <body>
        <title>Edgemart</title>
        <main>
          {/* What is broken may be in memory: only a new load is sure to help. */}
          <BrokenPage lang={lang} retry={() => location.reload()} />
        </main>
      </body>
    </html>
  );
}
