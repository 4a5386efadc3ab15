/** The second menu of a part of the administration. */
import type { ComponentProps } from "react";
import { MenuItems } from "#components/menu-items.tsx";
import styles from "../admin.module.css";

type SubMenuName = "catalog" | "sales" | "messages" | "audit";
type MenuProps<M extends SubMenuName> = ComponentProps<typeof MenuItems<M>> & { label: string };

/** Draws the menu with `label` as its name for screen readers. */
export function SubMenu<M extends SubMenuName>({ label, ...items }: MenuProps<M>) {
  return (
    <nav aria-label={label}>
      <ul className={styles.menu}>
        <MenuItems {...items} />
      </ul>
    </nav>
  );
}
