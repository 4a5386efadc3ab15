/** A row of choices as links; scrolls sideways where it does not fit. */

import Link from "next/link";
import { languageOf } from "#components/language-of.ts";
import styles from "./link-row.module.css";

interface RowProps {
  label: string;
  links: { text: string; href: string; current: boolean }[];
  quiet?: boolean;
}

/** Draws links in one row, the current one marked. */
export function LinkRow({ label, links, quiet }: RowProps) {
  return (
    <nav aria-label={label} className={quiet ? styles.quiet : styles.row}>
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <Link
              aria-current={link.current ? "page" : undefined}
              href={link.href}
              lang={languageOf(link.text)}
              prefetch={false}
              scroll={false}
            >
              {link.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
