/**
 * What a member sees while the result of buying points is being asked for.
 * The address with a key never comes here (`src/front/serve.ts`).
 */
import type { Locale } from "@edgemart/contracts/locale";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { visit } from "#domains/account/visit.ts";
import { askAgain } from "#domains/checkout/returned.ts";
import { WaitingView } from "#domains/checkout/waiting-view.tsx";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ checkout }) => checkout.pay.checking);

export default async function ChargeReturn({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const texts = messages.points.charge;
  const at = `/${lang}/account/points`;
  if (!(await visit(lang, "/account/points"))) {
    return <PersonalOutage href={at} texts={messages.mine} />;
  }
  const next = askAgain(at, await searchParams);
  if (!next) return <MissingPage lang={lang} messages={messages} />;
  const result = { href: at, text: texts.toPoints };
  return <WaitingView {...{ messages, next, result }} longText={texts.long} />;
}
