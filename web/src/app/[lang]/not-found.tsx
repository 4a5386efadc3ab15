/** What a missing page or product shows. */
import { LostPage } from "#components/lost-page.tsx";
import { messagesOf } from "#messages/messages.ts";

export default function NotFound() {
  return <LostPage texts={{ ko: messagesOf("ko").notFound, en: messagesOf("en").notFound }} />;
}
