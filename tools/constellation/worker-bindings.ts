/** What each Worker is given besides its wrangler file: its own secrets, its role's database, the addresses of the doors. */

import { migratedWorkers, passwordName } from "../migrate.ts";
import type { Service } from "../services.ts";
import type { Ports } from "./ports.ts";
import { type Secrets, secretsOf } from "./secrets.ts";
import type { Stores } from "./stores.ts";

/** Addresses of the public doors. */
export interface Urls {
  web: string;
  api: string;
  cdn: string;
  /** The local payment gateway: 127.0.0.1, another site than the shop's to a browser, as a real one is. */
  payments: string;
  /** The local mailbox. */
  mailbox: string;
  /** The stand-in of Google. */
  oidc: string;
}

/** The doors' addresses on these ports, as browsers and everything that is printed or stored name them. */
export function urlsOf(
  ports: Pick<Ports, "web" | "gateway" | "image-resizer" | "payment-gateway" | "mailbox" | "oidc">,
): Urls {
  return {
    web: `http://localhost:${ports.web}`,
    api: `http://localhost:${ports.gateway}`,
    cdn: `http://localhost:${ports["image-resizer"]}`,
    payments: `http://127.0.0.1:${ports["payment-gateway"]}`,
    mailbox: `http://127.0.0.1:${ports.mailbox}`,
    oidc: `http://127.0.0.1:${ports.oidc}`,
  };
}

/** Password of each Worker that owns tables, as `.dev.vars` names it. */
export async function databaseRoles(
  secrets: Secrets,
): Promise<Record<string, { password: string } | undefined>> {
  const roles = (await migratedWorkers()).map((worker) => {
    const password = secrets[passwordName(worker)];
    return [worker, password ? { password } : undefined] as const;
  });
  return Object.fromEntries(roles);
}

/** Every Worker's required secrets, with the addresses its stores have in this constellation. */
export function workerSecrets(
  root: string,
  services: readonly Service[],
  secrets: Secrets,
  stores: Stores,
): Record<string, Secrets> {
  return Object.fromEntries(
    services.map((service) => {
      const password = secrets[passwordName(service.id)];
      const known: Secrets = {
        ...secrets,
        UPSTASH_REDIS_REST_URL: stores.upstash.url,
        UPSTASH_REDIS_REST_TOKEN: stores.upstash.token,
        ...(password && {
          DATABASE_URL: stores.databaseUrlOf(service.id, password),
        }),
      };
      return [service.id, secretsOf(root, service, known)];
    }),
  );
}

/** Vars that depend on the ports of this constellation. */
export function addressVars(id: string, urls: Urls): Record<string, string> {
  switch (id) {
    case "gateway":
      return { CORS_ORIGINS: urls.web, PUBLIC_ORIGIN: urls.api };
    case "web":
      return {
        SHOP_ORIGIN: urls.web,
        NEXT_PUBLIC_CDN_DOMAIN: urls.cdn,
        PAYMENT_PAGE_ORIGIN: urls.payments,
        OIDC_ORIGIN: urls.oidc,
        MAILBOX_URL: urls.mailbox,
      };
    case "auth":
      return { SHOP_ORIGIN: urls.web };
    case "payment":
      return { SHOP_ORIGIN: urls.web, PAYMENT_GATEWAY_URL: urls.payments };
    case "notification":
      return { SHOP_ORIGIN: urls.web, API_ORIGIN: urls.api, MAILBOX_URL: urls.mailbox };
    case "image-resizer":
      return { PUBLIC_ORIGIN: urls.cdn };
    default:
      return {};
  }
}
