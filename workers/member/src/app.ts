/** Member's HTTP routes: what the gateway forwards. */
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { isRedisOutage } from "@edgemart/redis/errors";
import { createApp, methodNotAllowed } from "@edgemart/worker-kit/create-app";
import type { Hono } from "hono";
import { readMemberConfig } from "./env.ts";
import {
  deleteAddress,
  getAddress,
  listAddresses,
  postAddress,
  putAddress,
} from "./routes/addresses.ts";
import { getCart, putCart } from "./routes/cart.ts";
import {
  deleteMember,
  patchMember,
  putMember,
  putRole,
  putStatus,
} from "./routes/change-member.ts";
import { postMember } from "./routes/create-member.ts";
import { getExport } from "./routes/export-member.ts";
import { listMembers } from "./routes/list-members.ts";
import { listSecurityEvents } from "./routes/list-security-events.ts";
import type { MemberEnv } from "./routes/member-env.ts";
import { getMe, getMember } from "./routes/read-member.ts";

// The cast adds `identity`, which `requireIdentity` sets before any handler reads it.
const app = createApp({
  service: "member",
  readConfig: readMemberConfig,
  isOutage: isStoreAway,
  healthPath: "/api/members/health",
}) as unknown as Hono<MemberEnv>;

app
  .get("/api/members", ...listMembers)
  .post("/api/members", ...postMember)
  .all("/api/members", methodNotAllowed("GET", "HEAD", "POST"))
  .get("/api/members/me", ...getMe)
  .all("/api/members/me", methodNotAllowed("GET", "HEAD"))
  .get("/api/members/me/export", ...getExport)
  .all("/api/members/me/export", methodNotAllowed("GET", "HEAD"))
  .get("/api/members/me/cart", ...getCart)
  .put("/api/members/me/cart", ...putCart)
  .all("/api/members/me/cart", methodNotAllowed("GET", "HEAD", "PUT"))
  .get("/api/members/security-events", ...listSecurityEvents)
  .all("/api/members/security-events", methodNotAllowed("GET", "HEAD"))
  .get("/api/members/:id", ...getMember)
  .put("/api/members/:id", ...putMember)
  .patch("/api/members/:id", ...patchMember)
  .delete("/api/members/:id", ...deleteMember)
  .all("/api/members/:id", methodNotAllowed("GET", "HEAD", "PUT", "PATCH", "DELETE"))
  .put("/api/members/:id/role", ...putRole)
  .all("/api/members/:id/role", methodNotAllowed("PUT"))
  .put("/api/members/:id/status", ...putStatus)
  .all("/api/members/:id/status", methodNotAllowed("PUT"))
  .get("/api/members/:id/addresses", ...listAddresses)
  .post("/api/members/:id/addresses", ...postAddress)
  .all("/api/members/:id/addresses", methodNotAllowed("GET", "HEAD", "POST"))
  .get("/api/members/:id/addresses/:addressId", ...getAddress)
  .put("/api/members/:id/addresses/:addressId", ...putAddress)
  .delete("/api/members/:id/addresses/:addressId", ...deleteAddress)
  .all("/api/members/:id/addresses/:addressId", methodNotAllowed("GET", "HEAD", "PUT", "DELETE"));

export { app };

/** Tells whether a question could not be answered because a store is away. */
export function isStoreAway(thrown: unknown): boolean {
  return isPostgresOutage(thrown) || isRedisOutage(thrown);
}
