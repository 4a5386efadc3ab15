/**
 * The rooms of the gateway as data: what each may import, of the gateway and of packages. It forwards requests and has
 * no operation of its own kind, so its rooms are not those of the other Workers. What is not here is refused.
 */
import { CONTRACTS, HONO, KEPT, KIT, type RoomRule, ZOD } from "./room-rule.ts";

/** In the order in which they may import: each room knows only rooms above it in this list. */
export const GATEWAY_ROOM_NAMES = [
  "table",
  "env",
  "context",
  "metrics",
  "upstream",
  "policies",
  "cache",
  "idempotency",
  "own",
  "app",
  "index",
] as const;
/** The name of a room of the gateway. */
export type GatewayRoom = (typeof GATEWAY_ROOM_NAMES)[number];

const REDIS = /^@edgemart\/redis\//;

/** Rooms are named with themselves where their files import each other. */
export const GATEWAY_ROOMS: Record<GatewayRoom, RoomRule<GatewayRoom>> = {
  // Data alone: Workers, policies, rows, limits, and the laws that hold of them.
  table: { rooms: ["table"], packages: [CONTRACTS, ZOD] },
  // table: a binding for each of its Workers.
  env: { rooms: ["table"], packages: [KIT, ZOD, REDIS] },
  context: { rooms: ["env", "table"], packages: [CONTRACTS, KIT, HONO] },
  metrics: { rooms: ["context", "metrics"], packages: [KIT, ZOD] },
  // What every policy may need: who asks, the Worker behind, the store, and the answer on its way out.
  upstream: {
    rooms: ["context", "table", "metrics", "upstream"],
    packages: [CONTRACTS, KIT, REDIS],
  },
  policies: {
    rooms: ["context", "table", "metrics", "upstream", "policies"],
    packages: [CONTRACTS, KIT, HONO, REDIS],
  },
  cache: {
    rooms: ["context", "table", "metrics", "upstream", "cache"],
    packages: [CONTRACTS, KIT, KEPT, ZOD, REDIS],
  },
  idempotency: {
    // policies: a claim proves a session alive.
    rooms: ["env", "context", "table", "metrics", "upstream", "policies", "idempotency"],
    packages: [CONTRACTS, KIT, ZOD, REDIS],
  },
  own: {
    // policies and idempotency: `/api/idempotency/:key` is answered here, to its caller alone.
    rooms: ["env", "context", "table", "metrics", "upstream", "policies", "idempotency", "own"],
    packages: [CONTRACTS, KIT, HONO, ZOD],
    besides: [
      [/^zod-openapi$/, "the document is made from the contracts"],
      [/^docs\/api\.md$|swagger-ui-dist/, "what /docs shows"],
    ],
  },
  app: {
    rooms: ["env", "context", "policies", "cache", "idempotency", "own"],
    packages: [KIT, REDIS],
  },
  index: {
    rooms: ["env", "app", "upstream", "own", "metrics"],
    packages: [/^cloudflare:workers$/],
  },
};
