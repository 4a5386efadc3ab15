/** The two views of an order: what it is, and all that happened to it. */
import type { AdminOrder } from "@edgemart/contracts/order-administration";
import styles from "../admin.module.css";
import type { Desk } from "../parts/desk.ts";

interface ViewsProps {
  desk: Pick<Desk, "lang" | "messages">;
  order: Pick<AdminOrder, "id">;
  current: "overview" | "timeline";
}

/** Draws the links. */
export function OrderViews({ desk, order, current }: ViewsProps) {
  const { lang, messages } = desk;
  const texts = messages.admin.order;
  const page = `/${lang}/admin/orders/${order.id}`;
  const views = [
    ["overview", page],
    ["timeline", `${page}/timeline`],
  ] as const;
  return (
    <nav aria-label={texts.views}>
      <ul className={styles.menu}>
        {views.map(([view, href]) => (
          <li key={view}>
            <a aria-current={view === current ? "page" : undefined} href={href}>
              {texts[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
