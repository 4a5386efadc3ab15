/** A new address: Korean, or with `?abroad=1` any other. */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { AddressForm } from "#domains/account/addresses/address-form.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<{ abroad?: string | string[] }>;
}

export const generateMetadata = personalMetadata(({ mine }) => mine.addresses.newTitle);

export default async function NewAddress({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const abroad = (await searchParams).abroad === "1";
  const messages = messagesOf(lang);
  const path = `/account/addresses/new${abroad ? "?abroad=1" : ""}`;
  const visited = await visit(lang, path, "address");
  if (!visited) return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  const texts = messages.mine.addresses;
  return (
    <AccountFrame
      current="addresses"
      lang={lang}
      member={visited.member}
      messages={messages}
      title={abroad ? texts.newAbroadTitle : texts.newTitle}
    >
      <AddressForm
        {...{ lang, messages, abroad }}
        address={null}
        formKey={crypto.randomUUID()}
        visit={visited}
      />
    </AccountFrame>
  );
}
