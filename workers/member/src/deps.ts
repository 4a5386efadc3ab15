/** Composition root of member: ports → PostgreSQL and Redis. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { connectRedis } from "@edgemart/redis/client";
import { isRedisOutage } from "@edgemart/redis/errors";
import { redisBudget } from "@edgemart/redis/vars";
import type { RequestFacts } from "@edgemart/worker-kit/create-app";
import { newId } from "@edgemart/worker-kit/ids";
import { outboxQuestion } from "@edgemart/worker-kit/outbox-question";
import { postgresAccounts } from "./adapters/account-store.postgres.ts";
import { postgresAddresses } from "./adapters/address-store.postgres.ts";
import { postgresCarts } from "./adapters/cart-store.postgres.ts";
import { postgresCredentials } from "./adapters/credential-store.postgres.ts";
import { postgresDeadMessages } from "./adapters/dead-message-store.postgres.ts";
import { postgresDeleted } from "./adapters/deleted-members.postgres.ts";
import { postgresEmails, postgresHolds } from "./adapters/email-store.postgres.ts";
import { postgresInbox } from "./adapters/event-inbox.postgres.ts";
import { postgresFactors } from "./adapters/factor-store.postgres.ts";
import { postgresIdentities } from "./adapters/identity-store.postgres.ts";
import { postgresEffects } from "./adapters/keyed-effect.ts";
import { postgresMembers } from "./adapters/member-store.postgres.ts";
import { postgresOutbox, postgresToldEvents, queueEvents } from "./adapters/outbox.postgres.ts";
import { postgresPasskeys } from "./adapters/passkey-store.postgres.ts";
import { postgresSecurityLog } from "./adapters/security-log.postgres.ts";
import { redisMarks } from "./adapters/token-marks.redis.ts";
import type { MemberConfig } from "./env.ts";
import type { Deps } from "./ports.ts";

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(
  config: MemberConfig,
  { requestId, later }: Pick<RequestFacts, "requestId" | "later">,
): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  const events = queueEvents(db, { "edgemart-notify": config.NOTIFY_QUEUE });
  const teller = {
    newEventId: () => newId("event"),
    requestId,
    publish: (told: Parameters<typeof events.send>[0]) => later(events.send(told)),
  };
  return {
    members: postgresMembers({ db, teller }),
    credentials: postgresCredentials(db),
    emails: postgresEmails({ db, teller }),
    holds: postgresHolds(db),
    deleted: postgresDeleted(db),
    passkeys: postgresPasskeys(db),
    factors: postgresFactors(db),
    identities: postgresIdentities({ db, teller }),
    accounts: postgresAccounts({ db, teller }),
    addresses: postgresAddresses(db),
    carts: postgresCarts(db),
    inbox: postgresInbox(db),
    deadMessages: postgresDeadMessages(db),
    effects: postgresEffects(db),
    outbox: outboxQuestion(postgresOutbox(db, config.OUTBOX_LAG_SECONDS)),
    told: postgresToldEvents(db),
    securityLog: postgresSecurityLog(db),
    marks: redisMarks(connectRedis(config, redisBudget(config))),
    newAddressId: () => newId("address"),
    newPasskeyId: () => newId("passkey"),
    newIdentityId: () => newId("identity"),
    newMemberId: () => newId("member"),
  };
}

/** Tells whether a question could not be answered because a store is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown) || isRedisOutage(thrown);
}
