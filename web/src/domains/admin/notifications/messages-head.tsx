/** What every page of notifications begins with: the second menu, and what became of the last form. */
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { MenuTexts } from "#pages.ts";
import { type Desk, isSaidAbove } from "../parts/desk.ts";
import { SubMenu } from "../parts/sub-menu.tsx";

/** Draws the menu and the notice. */
export function MessagesHead({ current, desk }: { current: MenuTexts["messages"]; desk: Desk }) {
  const { lang, messages } = desk;
  const texts = messages.admin.notifications;
  return (
    <>
      <SubMenu {...{ current, lang }} label={texts.menu} menu="messages" texts={texts.parts} />
      {isSaidAbove(desk) && <FormNotice state={desk.state} />}
    </>
  );
}
