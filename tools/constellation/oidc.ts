/** Google of a constellation: the stand-in, unless the user is a client of the real one. */
import { readFileSync } from "node:fs";
import type { Log } from "../local/loopback.ts";
import { standInRow } from "../local/oidc/row.ts";
import { type OidcStandIn, startOidc } from "../local/oidc/start.ts";
import type { Service } from "../services.ts";
import type { Undo } from "../undo.ts";
import type { Secrets } from "./secrets.ts";
import type { Urls } from "./worker-bindings.ts";

/** What decides whether there is a stand-in, and what it needs. */
export interface LocalOidcOptions {
  services: readonly Service[];
  secrets: Secrets;
  port: number;
  /** Address of the storefront, where browsers are sent back to. */
  web: string;
  /** Where the demo member's address is read, once it is made. */
  credentialsPath: string;
  log: Log;
}

const GOOGLE = "https://accounts.google.com";
/** Where pictures of people are kept there. */
const PICTURES = "lh3.googleusercontent.com";
/** What the shop is called at the stand-in: no secret, it listens on this machine alone. */
const CLIENT = { id: "edgemart-local", secret: "edgemart-at-its-stand-in" };

/** Starts the stand-in; null when the user names a client of the real Google, or there is no auth. */
export async function startLocalOidc(
  { credentialsPath, log, port, secrets, services, web }: LocalOidcOptions,
  undo: Undo[],
): Promise<OidcStandIn | null> {
  if (secrets.GOOGLE_CLIENT_ID || !services.some(({ id }) => id === "auth")) return null;
  const standIn = await startOidc({
    port,
    log,
    client: { ...CLIENT, redirectUri: `${web}/auth/google/callback` },
    people: () => ({ memberEmail: demoMember(credentialsPath) }),
  });
  undo.push(standIn.stop);
  return standIn;
}

/** Gives auth its client, the stand-in's or the user's own at the real Google, web where its button leads, and the image CDN whose pictures it may read. */
export function oidcVars(id: string, urls: Urls, secrets: Secrets): Record<string, string> {
  if (id === "web") return { OIDC_ORIGIN: secrets.GOOGLE_CLIENT_ID ? GOOGLE : urls.oidc };
  if (id === "image-resizer") return { IMAGE_ORIGINS: PICTURES };
  if (id !== "auth") return {};
  const { GOOGLE_CLIENT_ID: own, GOOGLE_CLIENT_SECRET: ownSecret = "" } = secrets;
  if (own) return { GOOGLE_CLIENT_ID: own, GOOGLE_CLIENT_SECRET: ownSecret };
  return {
    OIDC_GOOGLE: standInRow(urls.oidc),
    GOOGLE_CLIENT_ID: CLIENT.id,
    GOOGLE_CLIENT_SECRET: CLIENT.secret,
  };
}

function demoMember(path: string): string {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { member: { email: string } }).member.email;
  } catch {
    // No demo accounts yet: no one has this address.
    return "demo.member@example.com";
  }
}
