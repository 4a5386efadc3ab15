/** Member's HTTP routes: what the gateway forwards. */
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { createApp, methodNotAllowed } from "@edgemart/worker-kit/create-app";
import type { Hono } from "hono";
import { readMemberConfig } from "./env.ts";
import { postMember } from "./routes/create-member.ts";
import { listMembers } from "./routes/list-members.ts";
import type { MemberEnv } from "./routes/member-env.ts";
import { getMe, getMember } from "./routes/read-member.ts";

// The cast adds `identity`, which `requireIdentity` sets before any handler reads it.
const app = createApp({
  service: "member",
  readConfig: readMemberConfig,
  isOutage: isPostgresOutage,
  healthPath: "/api/members/health",
}) as unknown as Hono<MemberEnv>;

app
  .get("/api/members", ...listMembers)
  .post("/api/members", ...postMember)
  .all("/api/members", methodNotAllowed("GET", "HEAD", "POST"))
  .get("/api/members/me", ...getMe)
  .get("/api/members/:id", ...getMember)
  .all("/api/members/:id", methodNotAllowed("GET", "HEAD"));

export { app };
