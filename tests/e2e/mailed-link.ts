/** Reads the links that the shop has mailed, in the local mailbox, and looks where their tokens went. */
import { readFile } from "node:fs/promises";
import { system } from "@edgemart/testkit/system";
import type { Page, Request, Response } from "playwright-core";
import { vi } from "vitest";

/** Tokens that were read here. */
const read = new Set<string>();

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
      read.add(new URL(link).searchParams.get("token") ?? "");
      return link;
    },
    { timeout: 60_000, interval: 250 },
  );
}

/** Everything a browser is sent by the shop, and what it says of where it comes from. */
export class Traffic {
  readonly #seen: Promise<string>[] = [];

  /** Listens to a page from now on. */
  watch(page: Page): void {
    page.on("request", (request) => this.#seen.push(referrerOf(request)));
    page.on("response", (response) => this.#seen.push(textOf(response)));
  }

  /** What tokens that were read here are in: answers, referrers, and lines of the log. How many of each were searched. */
  async search(): Promise<{ found: string[]; tokens: number; answers: number; lines: number }> {
    const answers = await Promise.all(this.#seen);
    const lines = (await readFile(system().log, "utf8")).split("\n");
    const found = [...answers, ...lines].filter((text) =>
      [...read].some((token) => text.includes(token)),
    );
    return { found, tokens: read.size, answers: answers.length, lines: lines.length };
  }
}

async function referrerOf(request: Request): Promise<string> {
  return `referer of ${new URL(request.url()).pathname}: ${request.headers().referer ?? ""}`;
}

/** Headers and text, but for the cookie that keeps the token by intent. */
async function textOf(response: Response): Promise<string> {
  const { origin, pathname } = new URL(response.url());
  if (origin !== system().urls.web) return "";
  const headers = (await response.headersArray()).filter(
    ({ name }) => name.toLowerCase() !== "set-cookie",
  );
  const isText = headers.some(
    ({ name, value }) => name.toLowerCase() === "content-type" && /text|json/.test(value),
  );
  // A page that was left has no body any more, and a redirect has none at all.
  const body = isText ? await response.text().catch(() => "") : "";
  return `${pathname} ${JSON.stringify(headers)} ${body}`;
}
