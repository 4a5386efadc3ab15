/** What was done to accounts, for administrators. */
import { MemberId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMember, fetchSecurityEvents } from "#api/admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { AuditView } from "#domains/admin/audit/audit-view.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.audit.title);

export default async function Audit({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const asked = await searchParams;
  const member = MemberId.safeParse(asked.member).data ?? "";
  const cursor = /^[1-9]\d{0,17}$/.exec(String(asked.cursor ?? ""))?.[0] ?? "";
  const filter = { ...(member && { member }), ...(cursor && { cursor }) };
  const query = new URLSearchParams(filter);
  return adminPage({
    lang,
    path: `/admin/audit${query.size > 0 ? `?${query}` : ""}`,
    async render({ token }, messages) {
      const [listed, about] = await Promise.all([
        fetchSecurityEvents(token, { limit: "50", ...filter }),
        member ? fetchMember(token, member) : null,
      ]);
      if (!listed.ok) return null;
      return (
        <AdminFrame {...{ lang, messages }} current="audit" title={messages.admin.audit.title}>
          <AuditView
            {...{ lang, member }}
            events={listed.value.items}
            isFirstPage={!cursor}
            memberName={about?.ok ? about.value.name : member}
            nextCursor={listed.value.nextCursor}
            texts={messages.admin.audit}
          />
        </AdminFrame>
      );
    },
  });
}
