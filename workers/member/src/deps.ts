/** Composition root of member: ports → PostgreSQL. */
import { connectPostgres } from "@edgemart/postgres/client";
import { newId } from "@edgemart/worker-kit/ids";
import { postgresCredentials } from "./adapters/credential-store.postgres.ts";
import { postgresMembers } from "./adapters/member-store.postgres.ts";
import type { MemberConfig } from "./env.ts";
import type { Deps } from "./ports.ts";

export function depsOf(config: Pick<MemberConfig, "DATABASE_URL">): Deps {
  const db = connectPostgres(config.DATABASE_URL);
  return {
    members: postgresMembers(db),
    credentials: postgresCredentials(db),
    newMemberId: () => newId("member"),
  };
}
