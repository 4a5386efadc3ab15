/** Where one is, with ways back up. */

import Link from "next/link";
import styles from "./breadcrumbs.module.css";
import { languageOf } from "./language-of.ts";

export interface Crumb {
  name: string;
  path: string;
}

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
