/** The frame of every page: language, theme, header, footer, stores. */
import { LOCALES, type Locale } from "@edgemart/contracts/locale";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { UnsentNotice } from "#components/unsent-notice.tsx";
import { webConfig } from "#config.ts";
import { messagesOf } from "#messages/messages.ts";
import { Footer } from "#shell/footer.tsx";
import { Header } from "#shell/header.tsx";
import { OfflineReady } from "#shell/offline-ready.tsx";
import { Stores } from "#shell/stores.tsx";
import { THEME_COLOURS, THEME_SCRIPT } from "#shell/theme-script.ts";
import { UnderWay } from "#shell/under-way.tsx";
import "#styles/tokens.css";
import "#styles/base.css";

// Nothing is rendered at build time; src/front keeps finished pages at run time.
export const dynamic = "force-dynamic";

/** What a page without its own says, the 404 page above all. */
export async function generateMetadata({ params }: Pick<LayoutProps, "params">): Promise<Metadata> {
  const lang = localeFrom((await params).lang);
  return {
    title: lang ? messagesOf(lang).brand.name : "Edgemart",
    icons: { icon: "/icon.svg", apple: "/apple-touch-icon.png" },
    manifest: `/manifest-${lang ?? "ko"}.webmanifest`,
    formatDetection: { telephone: false },
  };
}
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: THEME_COLOURS.light },
    { media: "(prefers-color-scheme: dark)", color: THEME_COLOURS.dark },
  ],
};

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ lang: string }>;
}

export default async function Layout({ children, params }: LayoutProps) {
  const lang = localeFrom((await params).lang);
  if (!lang) notFound();
  const messages = messagesOf(lang);
  return (
    // The theme script writes on <html> before React arrives.
    <html lang={lang} suppressHydrationWarning>
      <head>
        <link href={webConfig().NEXT_PUBLIC_CDN_DOMAIN} rel="preconnect" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <a className="skip" href="#main">
          {messages.nav.skip}
        </a>
        <Stores>
          <Header lang={lang} messages={messages} />
          <main id="main" tabIndex={-1}>
            {children}
          </main>
          <Footer lang={lang} messages={messages} />
        </Stores>
        <OfflineReady />
        <UnsentNotice text={messages.offline.unsent} />
        <UnderWay text={messages.underWay} />
      </body>
    </html>
  );
}

function localeFrom(wanted: string): Locale | undefined {
  return LOCALES.find((locale) => locale === wanted);
}
