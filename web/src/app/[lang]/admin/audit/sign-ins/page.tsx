/** Sign-ins and what was done about them, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMemberNames, fetchSignInEvents } from "#api/admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { SignInTrail } from "#domains/admin/audit/sign-in-trail.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.audit.title);

export default async function SignIns({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const asked = (await searchParams).cursor;
  const cursor = typeof asked === "string" && /^[1-9]\d{0,17}$/.test(asked) ? asked : "";
  return adminPage({
    lang,
    path: "/admin/audit/sign-ins",
    forms: ["signin", "confirm"],
    async render(visit, messages) {
      const query = { limit: "50", ...(cursor && { cursor }) };
      const listed = await fetchSignInEvents(visit.token, query);
      if (!listed.ok) return null;
      const members = listed.value.items.map(({ memberId }) => memberId);
      const names = await fetchMemberNames(visit.token, members);
      return (
        <AdminFrame {...{ lang, messages }} current="audit" title={messages.admin.audit.title}>
          <SignInTrail
            {...{ lang, messages, visit, names }}
            isFirstPage={!cursor}
            page={listed.value}
          />
        </AdminFrame>
      );
    },
  });
}
