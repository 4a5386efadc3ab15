/** What each Worker is given besides its wrangler file: its own secrets, its role's database, the addresses of the doors. */
import type { Service } from "../services.ts";
import { type Secrets, secretsOf } from "./secrets.ts";
import type { Stores } from "./stores.ts";

export interface Urls {
  web: string;
  api: string;
  cdn: string;
}

/** Password of each database role, as `.dev.vars` names it. */
export function databaseRoles(secrets: Secrets): Record<string, { password: string }> {
  return {
    member: { password: secrets.MEMBER_DATABASE_PASSWORD ?? "" },
    catalog: { password: secrets.CATALOG_DATABASE_PASSWORD ?? "" },
  };
}

/** Every Worker's required secrets, with the addresses its stores have in this constellation. */
export function workerSecrets(
  services: readonly Service[],
  secrets: Secrets,
  stores: Stores,
): Record<string, Secrets> {
  const roles = databaseRoles(secrets);
  return Object.fromEntries(
    services.map((service) => {
      const password = roles[service.id]?.password;
      const known: Secrets = {
        ...secrets,
        UPSTASH_REDIS_REST_URL: stores.upstash.url,
        UPSTASH_REDIS_REST_TOKEN: stores.upstash.token,
        ...(password && {
          DATABASE_URL: stores.databaseUrlOf(service.id, password),
        }),
      };
      return [service.id, secretsOf(service, known)];
    }),
  );
}

/** Vars that depend on the ports of this constellation. */
export function addressVars(id: string, urls: Urls): Record<string, string> {
  switch (id) {
    case "gateway":
      return { CORS_ORIGINS: urls.web };
    case "web":
      return { SHOP_ORIGIN: urls.web, NEXT_PUBLIC_CDN_DOMAIN: urls.cdn };
    default:
      return {};
  }
}
