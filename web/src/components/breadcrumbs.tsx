/** Where one is, with ways back up. */

import Link from "next/link";
import styles from "./breadcrumbs.module.css";
import { languageOf } from "./language-of.ts";

/** One step of the way to a page; `path` is with its language. */
export interface Crumb {
  name: string;
  path: string;
}

/** Draws the way from home to a page as links. */
export function Breadcrumbs({ crumbs, label }: { crumbs: Crumb[]; label: string }) {
  return (
    <nav aria-label={label} className={styles.crumbs}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.path}>
            <Link href={crumb.path} lang={languageOf(crumb.name)} prefetch={false}>
              {crumb.name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
