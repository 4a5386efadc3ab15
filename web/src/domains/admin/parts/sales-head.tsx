/** What every page of orders, coupons, delivery, payments and points begins with: the second menu, and what became of the last form. */
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { MenuTexts } from "#pages.ts";
import { type Desk, isSaidAbove } from "./desk.ts";
import { SubMenu } from "./sub-menu.tsx";

/** Draws the menu and the notice. */
export function SalesHead({ current, desk }: { current: MenuTexts["sales"]; desk: Desk }) {
  const { lang, messages } = desk;
  const texts = messages.admin.sales;
  return (
    <>
      <SubMenu current={current} label={texts.menu} lang={lang} menu="sales" texts={texts.parts} />
      {isSaidAbove(desk) && <FormNotice state={desk.state} />}
    </>
  );
}
