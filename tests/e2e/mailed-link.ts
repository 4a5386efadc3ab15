/** Reads the links that the shop has mailed, in the local mailbox. */
import { system } from "@edgemart/testkit/system";
import { vi } from "vitest";

/** The newest link to a page of the shop that an address was mailed. */
export async function mailedLink(address: string, linkPage: string): Promise<string> {
  const path = `/api/mails?to=${encodeURIComponent(address)}`;
  return vi.waitFor(
    async () => {
      const answer = await fetch(`${system().urls.mailbox}${path}`);
      const { mails } = (await answer.json()) as { mails: { text: string }[] };
      const texts = mails.map(({ text }) => text).join("\n");
      const link = texts
        .match(/https?:\/\/\S+\?token=\S+/g)
        ?.find((each) => each.includes(`/${linkPage}?`));
      if (!link) throw new Error("no such mail");
      return link;
    },
    { timeout: 60_000, interval: 250 },
  );
}
