/** The ports of a system: a fixed one for people, free ones for tests. */

/** A port for each door and store; 0: a free one. */
export interface Ports {
  web: number;
  gateway: number;
  "image-resizer": number;
  neon: number;
  upstash: number;
  postgres: number;
  redis: number;
  "payment-gateway": number;
  mailbox: number;
  oidc: number;
}

/** Every port free: for tests and benchmarks, next to a running `npm start`. */
export const FREE_PORTS: Ports = {
  web: 0,
  gateway: 0,
  "image-resizer": 0,
  neon: 0,
  upstash: 0,
  postgres: 0,
  redis: 0,
  "payment-gateway": 0,
  mailbox: 0,
  oidc: 0,
};
