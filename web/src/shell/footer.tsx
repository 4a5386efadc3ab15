/** The end of every page: help, language, theme and the disclosure Korean law asks of a shop. */

import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { languageOf } from "../components/language-of.ts";
import { Mark } from "../components/mark.tsx";
import { webConfig } from "../config.ts";
import { escrowFact } from "../domains/legal/escrow-fact.ts";
import type { Messages } from "../messages/messages.ts";
import { menuOf } from "../pages.ts";
import styles from "./footer.module.css";
import { LanguageSwitch } from "./language-switch.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

interface FooterProps {
  lang: Locale;
  messages: Messages;
}

/** Draws the footer; values of the configuration are read here and passed to no one. */
export function Footer({ lang, messages }: FooterProps) {
  const { footer, nav, brand } = messages;
  // Read here and never passed as a prop: props of server components reach the browser in development.
  const config = webConfig();
  // Act on Consumer Protection in Electronic Commerce, art. 10: what an online shop shows on its first page.
  const legal: [string, string][] = [
    [footer.company, config.SHOP_LEGAL_COMPANY],
    [footer.ceo, config.SHOP_LEGAL_CEO],
    [footer.businessNumber, config.SHOP_LEGAL_BUSINESS_NUMBER],
    [footer.mailOrderNumber, config.SHOP_LEGAL_MAIL_ORDER_NUMBER],
    [footer.address, config.SHOP_LEGAL_ADDRESS],
    [footer.privacyOfficer, config.SHOP_LEGAL_PRIVACY_OFFICER],
    [footer.hosting, config.SHOP_LEGAL_HOSTING],
    ...escrowFact(config, footer),
  ];
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.brand}>
          <Mark size={36} />
          <p>{brand.line}</p>
        </div>
        <nav aria-label={footer.shop} className={styles.links}>
          <h2>{footer.shop}</h2>
          {menuOf("shop").map(({ path, text }) => (
            <Link href={`/${lang}${path}`} key={path} prefetch={false}>
              {nav[text]}
            </Link>
          ))}
        </nav>
        <div className={styles.links}>
          <h2>{footer.help}</h2>
          <a href={`tel:${config.SHOP_LEGAL_PHONE}`}>{config.SHOP_LEGAL_PHONE}</a>
          <a href={`mailto:${config.SHOP_LEGAL_EMAIL}`}>{config.SHOP_LEGAL_EMAIL}</a>
          <p>{footer.helpHours}</p>
        </div>
        <div className={styles.choices}>
          <LanguageSwitch lang={lang} label={footer.language} />
          <ThemeChoice label={footer.theme} texts={footer.themes} />
        </div>
        <section aria-label={footer.legal} className={styles.legal}>
          <p className={styles.papers}>
            {menuOf("papers").map(({ path, text }) => (
              <Link href={`/${lang}${path}`} key={path} prefetch={false}>
                {/* Bold, as the Personal Information Protection Act asks for. */}
                {text === "privacy" ? <b>{footer.privacy}</b> : footer[text]}
              </Link>
            ))}
            {/* Where anyone can check the seller; the act asks for the link on the first page. */}
            <a
              href={businessCheck(config.SHOP_LEGAL_BUSINESS_NUMBER)}
              rel="noopener"
              target="_blank"
            >
              {footer.checkBusiness}
            </a>
            {menuOf("about").map(({ path, text }) => (
              <Link href={`/${lang}${path}`} key={path} prefetch={false}>
                {footer[text]}
              </Link>
            ))}
          </p>
          <dl>
            {legal.map(([term, value]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd lang={languageOf(value)}>{value}</dd>
              </div>
            ))}
          </dl>
          <p className={styles.vat}>{footer.vat}</p>
          {config.SHOP_LEGAL_DEMO && <p className={styles.demo}>{footer.demo}</p>}
        </section>
      </div>
    </footer>
  );
}

/** The Fair Trade Commission's page about a registered seller. */
function businessCheck(number: string): string {
  return `https://www.ftc.go.kr/bizCommPop.do?wrkr_no=${number.replaceAll(/\D/g, "")}`;
}
