/** What a member wants to hear of. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchPreferences, fetchPushDevices } from "#api/notifications.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { visit } from "#domains/account/visit.ts";
import { PreferencesView } from "#domains/notifications/preferences-view.tsx";
import { PushView } from "#domains/notifications/push-view.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(
  ({ notifications }) => notifications.settings.title,
);

export default async function NotificationSettings({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const texts = messages.notifications.settings;
  const path = "/account/notifications";
  const visited = await visit(lang, path, "notifications");
  const [found, devices] = visited
    ? await Promise.all([fetchPreferences(visited.token), fetchPushDevices(visited.token)])
    : [null, null];
  if (!visited || !found?.ok || !devices?.ok) {
    return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  }
  return (
    <AccountFrame
      current="notifications"
      intro={texts.intro}
      lang={lang}
      member={visited.member}
      messages={messages}
      title={texts.title}
    >
      <FormNotice state={formState(visited.message, messages.mine, texts.done, texts.errors)} />
      <PreferencesView {...{ lang, messages }} owner={visited.member.id} preferences={found.value}>
        <PushView
          {...{ lang, messages }}
          devices={devices.value}
          owner={visited.member.id}
          preferences={found.value}
        />
      </PreferencesView>
    </AccountFrame>
  );
}
