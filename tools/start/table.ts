/** The table that ends a start. Pure. */
import { dirname } from "node:path";
import type { Constellation } from "../constellation.ts";
import type { Service } from "../services.ts";

/** @param logFile path shown to the reader */
export function startTable(
  up: Pick<
    Constellation,
    "credentials" | "urls" | "stores" | "paymentGateway" | "mailbox" | "oidc"
  > & {
    leftOut?: readonly Service[];
  },
  seconds: number,
  logFile: string,
): string {
  const { credentials, urls, stores } = up;
  const rows: [string, string][] = [
    ["Storefront", urls.web],
    ["API", urls.api],
    ["API docs", `${urls.api}/docs`],
    ["Image CDN", urls.cdn],
    ["PostgreSQL", stores.describe.postgres],
    ["Redis", stores.describe.redis],
  ];
  if (up.paymentGateway) {
    const { url } = up.paymentGateway;
    rows.push(
      ["Test payments", `${url}  (no money moves; a bank for deposits: ${url}/bank)`],
      ["Break a payment", `on the payment page, or for the next one: ${url}/faults`],
    );
  }
  if (up.mailbox) {
    const url = `http://localhost:${up.mailbox.port}`;
    rows.push(["mailbox", `${url}  (every mail of the shop; break it: ${url}/fail)`]);
  }
  if (up.oidc) {
    rows.push(["Google", `${up.oidc.url}  (a stand-in: the button of /login leads to it)`]);
  }
  if (credentials) {
    rows.push(
      ["Demo member", `${credentials.member.email}  ${credentials.member.password}`],
      [
        "Demo admin",
        `${credentials.admin.email}  ${credentials.admin.password}  (its code: npm run code)`,
      ],
      ["Service key", credentials.serviceKey],
    );
  }
  for (const { id, configPath } of up.leftOut ?? []) {
    const door = { gateway: urls.api, web: urls.web, "image-resizer": urls.cdn }[id];
    const port = door ? ` --port ${new URL(door).port}` : "";
    const where = dirname(configPath) === "." ? "here" : `in ${dirname(configPath)}`;
    rows.push(["Left out", `${id}: \`npx wrangler dev${port}\` ${where}`]);
  }
  rows.push(["Log", logFile], ["Stop", "Ctrl-C"]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return `\nEdgemart is up (${seconds.toFixed(1)} s).\n\n${lines.join("\n")}\n`;
}
