/** How a member logs in: password, passkeys, second factor, devices. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchSessions } from "#api/account.ts";
import { fetchPasskeys } from "#api/passkeys.ts";
import { fetchSecondFactor } from "#api/second-factor.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { SecurityView } from "#domains/account/security/security-view.tsx";
import { visit } from "#domains/account/visit.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ passkeys }) => passkeys.page.title);

export default async function Security({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const path = "/account/security";
  const forms = ["password", "confirm", "passkeys", "factor", "sessions"] as const;
  const visited = await visit(lang, path, ...forms);
  const asked =
    visited &&
    (await Promise.all([
      fetchPasskeys(visited.token),
      fetchSecondFactor(visited.token),
      fetchSessions(visited.token),
    ]));
  const [passkeys, factor, sessions] = asked ?? [];
  if (!visited || !passkeys?.ok || !factor?.ok || !sessions?.ok) {
    return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  }
  const { title, intro } = messages.passkeys.page;
  return (
    <AccountFrame {...{ lang, messages, title, intro }} current="security" member={visited.member}>
      <SecurityView
        {...{ lang, messages }}
        factor={factor.value}
        passkeys={passkeys.value.items}
        sessions={sessions.value.items}
        visit={visited}
      />
    </AccountFrame>
  );
}
