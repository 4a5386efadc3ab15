/** A page of terms: short lines, numbered parts, the day they took effect. */
import type { Locale } from "@edgemart/contracts/locale";
import { Quoting } from "#components/quoting.tsx";
import { webConfig } from "#config.ts";
import { fill } from "#messages/messages.ts";
import { dayOf } from "./day-of.ts";
import styles from "./legal-page.module.css";
import type { LegalText } from "./legal-text.ts";

/** Draws one paper; the company's names come from the configuration. */
export function LegalPage({ lang, text, since }: { lang: Locale; text: LegalText; since: string }) {
  const config = webConfig();
  const values = {
    company: config.SHOP_LEGAL_COMPANY,
    email: config.SHOP_LEGAL_EMAIL,
    phone: config.SHOP_LEGAL_PHONE,
    officer: config.SHOP_LEGAL_PRIVACY_OFFICER,
  };
  // Names of the configuration stand in the language they were written in.
  const names = [values.company, values.officer];
  return (
    <article className={styles.page}>
      <header>
        <h1>{text.title}</h1>
        <p className={styles.since}>{fill(since, { date: dayOf(text.since, lang) })}</p>
      </header>
      <p className={styles.intro}>
        <Quoting text={fill(text.intro, values)} words={names} />
      </p>
      {text.sections.map(({ title, paragraphs }) => (
        <section key={title}>
          <h2>{title}</h2>
          <div className={styles.text}>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>
                <Quoting text={fill(paragraph, values)} words={names} />
              </p>
            ))}
          </div>
        </section>
      ))}
    </article>
  );
}
