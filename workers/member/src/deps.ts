/** Composition root of member: ports → PostgreSQL and Redis. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { connectRedis } from "@edgemart/redis/client";
import { isRedisOutage } from "@edgemart/redis/errors";
import { redisBudget } from "@edgemart/redis/vars";
import { newId } from "@edgemart/worker-kit/ids";
import { postgresAccounts } from "./adapters/account-store.postgres.ts";
import { postgresAddresses } from "./adapters/address-store.postgres.ts";
import { postgresCarts } from "./adapters/cart-store.postgres.ts";
import { postgresCredentials } from "./adapters/credential-store.postgres.ts";
import { postgresDeadMessages } from "./adapters/dead-message-store.postgres.ts";
import { postgresInbox } from "./adapters/event-inbox.postgres.ts";
import { postgresEffects } from "./adapters/keyed-effect.ts";
import { postgresMembers } from "./adapters/member-store.postgres.ts";
import { postgresPasskeys } from "./adapters/passkey-store.postgres.ts";
import { postgresSecurityLog } from "./adapters/security-log.postgres.ts";
import { redisMarks } from "./adapters/token-marks.redis.ts";
import type { MemberConfig } from "./env.ts";
import type { Deps } from "./ports.ts";

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(config: MemberConfig): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  return {
    members: postgresMembers(db),
    credentials: postgresCredentials(db),
    passkeys: postgresPasskeys(db),
    accounts: postgresAccounts(db),
    addresses: postgresAddresses(db),
    carts: postgresCarts(db),
    inbox: postgresInbox(db),
    deadMessages: postgresDeadMessages(db),
    effects: postgresEffects(db),
    securityLog: postgresSecurityLog(db),
    marks: redisMarks(connectRedis(config, redisBudget(config))),
    newAddressId: () => newId("address"),
    newPasskeyId: () => newId("passkey"),
    newMemberId: () => newId("member"),
  };
}

/** Tells whether a question could not be answered because a store is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown) || isRedisOutage(thrown);
}
