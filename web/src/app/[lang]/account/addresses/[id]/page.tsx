/** One address. */
import { AddressId } from "@edgemart/contracts/address";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAddress } from "#api/addresses.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { AddressForm } from "#domains/account/addresses/address-form.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.addresses.editTitle);

export default async function EditAddress({ params }: PageProps) {
  const { lang, id } = await params;
  const messages = messagesOf(lang);
  if (!AddressId.safeParse(id).success) return <MissingPage lang={lang} messages={messages} />;
  const path = `/account/addresses/${id}`;
  const visited = await visit(lang, path, "address");
  const found = visited && (await fetchAddress(visited.token, visited.member.id, id));
  if (found && !found.ok && found.error.code === "not_found") {
    return <MissingPage lang={lang} messages={messages} />;
  }
  if (!visited || !found?.ok)
    return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  return (
    <AccountFrame
      current="addresses"
      lang={lang}
      member={visited.member}
      messages={messages}
      title={messages.mine.addresses.editTitle}
    >
      <AddressForm
        {...{ lang, messages }}
        abroad={found.value.country !== "KR"}
        address={found.value}
        formKey=""
        visit={visited}
      />
    </AccountFrame>
  );
}
