/** The door of member: HTTP for the gateway, `MemberRpc` and `MemberLookupRpc` for Workers, `MemberCredentialsRpc` for auth alone. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as credentials from "@edgemart/contracts/credentials";
import type * as contract from "@edgemart/contracts/member";
import type * as lookup from "@edgemart/contracts/member-lookup";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log } from "@edgemart/worker-kit/log";
import { answerRpc } from "@edgemart/worker-kit/rpc";
import { app, isStoreAway } from "./app.ts";
import { depsOf } from "./deps.ts";
import { readMemberConfig } from "./env.ts";
import {
  credentialOf,
  credentialOfId,
  me,
  register,
  replaceCredential,
  shopper,
  standing,
  stateOf,
} from "./rpc.ts";

export default {
  fetch: app.fetch,
  async scheduled(_event, env) {
    log("info", "member.effects_forgotten", {
      count: await forgetEffects(depsOf(readMemberConfig(env)).effects),
    });
  },
} satisfies ExportedHandler<Env>;

export class MemberRpc extends WorkerEntrypoint<Env> implements contract.MemberRpc {
  me(accessToken: string, call: CallContext) {
    return answer("member.me", call, () => me(accessToken, readMemberConfig(this.env)));
  }

  shopper(accessToken: string, call: CallContext) {
    return answer("member.shopper", call, () => shopper(accessToken, readMemberConfig(this.env)));
  }
}

export class MemberLookupRpc extends WorkerEntrypoint<Env> implements lookup.MemberLookupRpc {
  standing(memberId: string, call: CallContext) {
    return answer("member.standing", call, () => standing(memberId, readMemberConfig(this.env)));
  }
}

export class MemberCredentialsRpc
  extends WorkerEntrypoint<Env>
  implements credentials.MemberCredentialsRpc
{
  register(input: credentials.CredentialRegister, call: CallContext) {
    return answer("member.register", call, () => register(input, readMemberConfig(this.env)));
  }

  credentialOf(email: string, call: CallContext) {
    return answer("member.credential_of", call, () =>
      credentialOf(email, readMemberConfig(this.env)),
    );
  }

  credentialOfId(memberId: string, call: CallContext) {
    return answer("member.credential_of_id", call, () =>
      credentialOfId(memberId, readMemberConfig(this.env)),
    );
  }

  replaceCredential(input: credentials.CredentialReplace, call: CallContext) {
    return answer("member.replace_credential", call, () =>
      replaceCredential(input, call.requestId, readMemberConfig(this.env)),
    );
  }

  stateOf(memberId: string, call: CallContext) {
    return answer("member.state_of", call, () => stateOf(memberId, readMemberConfig(this.env)));
  }
}

function answer<T>(name: string, call: CallContext, work: () => Promise<T>): Promise<T> {
  return answerRpc(name, call, work, isStoreAway);
}
