/** How a member logs in: password, passkeys, second factor, devices. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchSessions } from "#api/account.ts";
import { fetchIdentities } from "#api/google.ts";
import { fetchPasskeys } from "#api/passkeys.ts";
import { fetchSecondFactor } from "#api/second-factor.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { webConfig } from "#config.ts";
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
  const forms = [
    "password",
    "email",
    "confirm",
    "passkeys",
    "factor",
    "google",
    "sessions",
  ] as const;
  const visited = await visit(lang, path, ...forms);
  const asked =
    visited &&
    (await Promise.all([
      fetchPasskeys(visited.token),
      fetchSecondFactor(visited.token),
      fetchSessions(visited.token),
      fetchIdentities(visited.token),
    ]));
  const [passkeys, factor, sessions, identities] = asked ?? [];
  if (!visited || !passkeys?.ok || !factor?.ok || !sessions?.ok || !identities?.ok) {
    return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  }
  const { title, intro } = messages.passkeys.page;
  return (
    <AccountFrame {...{ lang, messages, title, intro }} current="security" member={visited.member}>
      <SecurityView
        {...{ lang, messages }}
        factor={factor.value}
        hasGoogle={webConfig().OIDC_ORIGIN !== null}
        identities={identities.value.items}
        passkeys={passkeys.value.items}
        sessions={sessions.value.items}
        visit={visited}
      />
    </AccountFrame>
  );
}
