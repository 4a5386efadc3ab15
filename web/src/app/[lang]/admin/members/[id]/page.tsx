/** One member, for administrators. */
import { MemberId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMember, fetchSecurityEvents } from "#api/admin.ts";
import { languageOf } from "#components/language-of.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { webConfig } from "#config.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { MemberView } from "#domains/admin/members/member-view.tsx";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.member.title);

export default async function AdminMember({ params }: PageProps) {
  const { lang, id } = await params;
  if (!MemberId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/members/${id}`,
    forms: ["member", "rights", "confirm"],
    async render(visit, messages) {
      const [found, events] = await Promise.all([
        fetchMember(visit.token, id),
        fetchSecurityEvents(visit.token, { member: id, limit: "10" }),
      ]);
      if (!found.ok && found.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!found.ok) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="members"
          title={found.value.name}
          titleLang={languageOf(found.value.name)}
        >
          <MemberView
            {...{ lang, messages, visit }}
            events={events.ok ? events.value.items : null}
            member={found.value}
            shopOrigin={webConfig().SHOP_ORIGIN}
          />
        </AdminFrame>
      );
    },
  });
}
