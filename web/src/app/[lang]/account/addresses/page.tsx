/** A member's addresses. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAddresses } from "#api/addresses.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { AddressListView } from "#domains/account/addresses/address-list.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.addresses.title);

export default async function Addresses({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const visited = await visit(lang, "/account/addresses", "addresses");
  const listed = visited && (await fetchAddresses(visited.token, visited.member.id));
  if (!visited || !listed?.ok) {
    return <PersonalOutage href={`/${lang}/account/addresses`} texts={messages.mine} />;
  }
  const { title, intro } = messages.mine.addresses;
  return (
    <AccountFrame {...{ lang, messages, title, intro }} current="addresses" member={visited.member}>
      <AddressListView {...{ lang, messages }} addresses={listed.value.items} visit={visited} />
    </AccountFrame>
  );
}
