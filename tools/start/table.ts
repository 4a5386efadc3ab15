/** The table that ends a start. Pure. */
import type { Constellation } from "../constellation.ts";

/** @param logFile path shown to the reader */
export function startTable(
  up: Pick<Constellation, "credentials" | "urls" | "stores" | "services">,
  seconds: number,
  logFile: string,
): string {
  const { credentials, urls, stores } = up;
  const gateway = up.services.some((service) => service.id === "gateway");
  const rows: [string, string][] = [
    ["Storefront", urls.web],
    ["API", gateway ? urls.api : `${urls.api}  (left free: start it with \`npx wrangler dev\`)`],
    ["API docs", `${urls.api}/docs`],
    ["Image CDN", urls.cdn],
    ["PostgreSQL", stores.describe.postgres],
    ["Redis", stores.describe.redis],
  ];
  if (credentials) {
    rows.push(
      ["Demo member", `${credentials.member.email}  ${credentials.member.password}`],
      ["Demo admin", `${credentials.admin.email}  ${credentials.admin.password}`],
      ["Service key", credentials.serviceKey],
    );
  }
  rows.push(["Log", logFile], ["Stop", "Ctrl-C"]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return `\nEdgemart is up (${seconds.toFixed(1)} s).\n\n${lines.join("\n")}\n`;
}
