/** The second menu of a part of the administration. */
import styles from "../admin.module.css";

interface MenuProps {
  label: string;
  /** Address of each, and its name. */
  items: readonly (readonly [href: string, text: string])[];
  current: string;
}

export function SubMenu({ label, items, current }: MenuProps) {
  return (
    <nav aria-label={label}>
      <ul className={styles.menu}>
        {items.map(([href, text]) => (
          <li key={href}>
            <a aria-current={href === current ? "page" : undefined} href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
