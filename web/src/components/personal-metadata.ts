/** What a page of one member tells search engines: its title, and that it must not be listed. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { type Messages, messagesOf } from "../messages/messages.ts";

/**
 * Makes the `generateMetadata` of a page: no canonical address, no language links, because no one should be led here.
 *
 * @param titleOf picks the title from the texts of the page's language; given the parts of its address as well
 */
export function personalMetadata<P extends { lang: Locale }>(
  titleOf: (messages: Messages, params: P) => string,
) {
  return async ({ params }: { params: Promise<P> }): Promise<Metadata> => {
    const parts = await params;
    const messages = messagesOf(parts.lang);
    return {
      title: `${titleOf(messages, parts)} · ${messages.brand.name}`,
      robots: { index: false, follow: false },
    };
  };
}
