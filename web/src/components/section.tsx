/** A part of a page: begins at an edge, its heading next to it on a desk and above it on a phone. */
import Link from "next/link";
import type { ReactNode } from "react";
import styles from "./section.module.css";

interface SectionProps {
  id: string;
  title: string;
  note?: string;
  more?: { href: string; text: string; label: string };
  children: ReactNode;
}

/** Draws a part of a page: an edge, its heading, and what belongs to it. */
export function Section({ id, title, note, more, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {note && <p className={styles.note}>{note}</p>}
        {more && (
          <Link aria-label={more.label} className={styles.more} href={more.href} prefetch={false}>
            {more.text}
          </Link>
        )}
      </div>
      <div>{children}</div>
    </section>
  );
}
