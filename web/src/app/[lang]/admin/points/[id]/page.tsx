/** One member's points, for administrators. */
import { MemberId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { PointType } from "@edgemart/contracts/points";
import { fetchMember } from "#api/admin.ts";
import { fetchLedger, fetchMemberPoints } from "#api/points-admin.ts";
import { languageOf } from "#components/language-of.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fromCursor, listFilter } from "#domains/admin/parts/list-filter.ts";
import { PointsDesk } from "#domains/admin/points/points-view.tsx";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.points.title);

export default async function AdminMemberPoints({ params, searchParams }: PageProps) {
  const { lang, id } = await params;
  if (!MemberId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  const list = listFilter(`/admin/points/${id}`, {
    type: (text) => PointType.safeParse(text).data,
  });
  const filter = { ...list.read(await searchParams), q: "" };
  return adminPage({
    lang,
    path: `/admin/points/${id}`,
    forms: ["adminPoints"],
    async render(visit, messages) {
      const [member, balance, ledger] = await Promise.all([
        fetchMember(visit.token, id),
        fetchMemberPoints(visit.token, id),
        fromCursor(filter, (asked) => fetchLedger(visit.token, id, list.query(asked))),
      ]);
      if (!member.ok && member.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!member.ok || !balance.ok || !ledger.ok) return null;
      const texts = messages.admin.points;
      const desk = deskOf({
        ...{ lang, messages, visit, action: "points", parts: ["adjust"] },
        texts: { done: texts.done, refused: {}, errors: texts.errors },
      });
      const { name } = member.value;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="sales"
          title={name}
          titleLang={languageOf(name)}
        >
          <PointsDesk
            balance={balance.value}
            isFirstPage={!filter.cursor}
            ledger={ledger.value}
            member={member.value}
            desk={desk}
            type={filter.type}
          />
        </AdminFrame>
      );
    },
  });
}
