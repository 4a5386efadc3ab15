/** The administration begins with its members. */
import type { Locale } from "@edgemart/contracts/locale";
import { redirect } from "next/navigation";

export default async function Admin({ params }: { params: Promise<{ lang: Locale }> }) {
  redirect(`/${(await params).lang}/admin/members`);
}
