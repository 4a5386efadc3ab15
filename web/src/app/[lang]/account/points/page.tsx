/** A member's points: what there is, buying more, and every movement. */
import type { Locale } from "@edgemart/contracts/locale";
import { PointType } from "@edgemart/contracts/points";
import { fetchPointHistory, fetchPoints } from "#api/points.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { visit } from "#domains/account/visit.ts";
import { ChargeSection } from "#domains/points/charge-section.tsx";
import { pointsState } from "#domains/points/points-state.ts";
import { PointsView } from "#domains/points/points-view.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<{ type?: string | string[]; cursor?: string | string[] }>;
}

export const generateMetadata = personalMetadata(({ points }) => points.title);

export default async function Points({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const query = await searchParams;
  const messages = messagesOf(lang);
  const path = "/account/points";
  const visited = await visit(lang, path, "points");
  const type = PointType.safeParse(query.type).data ?? null;
  const cursor = typeof query.cursor === "string" ? query.cursor : null;
  const balance = visited && (await fetchPoints(visited.token));
  const asked = visited && (await fetchPointHistory(visited.token, { type, cursor }));
  // A cursor that is none of ours is as the first page.
  const isForged = asked && !asked.ok && asked.error.code === "invalid_query";
  const page =
    visited && isForged ? await fetchPointHistory(visited.token, { type, cursor: null }) : asked;
  if (!visited || !balance?.ok || !page?.ok) {
    return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  }
  const state = pointsState(visited.message, messages);
  return (
    <AccountFrame
      current="points"
      intro={messages.points.intro}
      lang={lang}
      member={visited.member}
      messages={messages}
      title={messages.points.title}
    >
      <FormNotice state={state} />
      <PointsView
        {...{ lang, messages, type }}
        balance={balance.value}
        entries={page.value.items}
        isLater={cursor !== null && !isForged}
        nextCursor={page.value.nextCursor}
      >
        <ChargeSection
          {...{ lang, messages, state }}
          balance={balance.value}
          formKey={crypto.randomUUID()}
          member={visited.member}
          typed={visited.message?.typed ?? {}}
        />
      </PointsView>
    </AccountFrame>
  );
}
