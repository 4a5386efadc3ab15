/** Registering as the shop does outside of tests: by a link that is read in the local mailbox. */
import { expect, vi } from "vitest";

/** The newest link to a page of the shop that an address was mailed. */
export async function mailedLink(mailbox: string, address: string, page: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const answer = await fetch(`${mailbox}/api/mails?to=${encodeURIComponent(address)}`);
      const { mails } = (await answer.json()) as { mails: { text: string }[] };
      const links = mails.flatMap(({ text }) => text.match(/https?:\/\/\S+\?token=\S+/g) ?? []);
      const link = links.find((each) => each.includes(`/${page}?`));
      if (!link) throw new Error(`no link to ${page} was mailed`);
      return link;
    },
    { timeout: 90_000, interval: 250 },
  );
}

/** Follows the link of a registration in a browser that did not begin it, without script. @returns where it leads */
export async function confirmElsewhere(link: string, password: string): Promise<string | null> {
  const opened = await fetch(link, { redirect: "manual" });
  const [cookie = ""] = opened.headers.getSetCookie().map((each) => each.split(";")[0] ?? "");
  const bare = opened.headers.get("location") ?? "";
  expect([opened.status, opened.headers.get("referrer-policy")]).toEqual([303, "no-referrer"]);
  const page = await fetch(new URL(bare, link), { headers: { cookie } });
  expect(await page.text()).toContain('type="password"');
  const confirmed = await fetch(new URL("/api/session/confirm", link), {
    method: "POST",
    headers: { cookie, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ lang: "ko", password }),
    redirect: "manual",
  });
  expect(confirmed.headers.getSetCookie().join()).toContain("__Host-Http-at=");
  return confirmed.headers.get("location");
}
