/** The door of member: HTTP for the gateway, `MemberRpc` for Workers, `MemberCredentialsRpc` for auth alone. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as contract from "@edgemart/contracts/member";
import { answer } from "./answer.ts";
import { app } from "./app.ts";
import { credentialOf, me, register, stateOf } from "./rpc.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

export class MemberRpc extends WorkerEntrypoint<Env> implements contract.MemberRpc {
  me(accessToken: string, call: CallContext) {
    return answer("member.me", this.env, call, (config) => me(accessToken, config));
  }
}

export class MemberCredentialsRpc
  extends WorkerEntrypoint<Env>
  implements contract.MemberCredentialsRpc
{
  register(input: contract.CredentialRegister, call: CallContext) {
    return answer("member.register", this.env, call, (config) => register(input, config));
  }

  credentialOf(email: string, call: CallContext) {
    return answer("member.credential_of", this.env, call, (config) => credentialOf(email, config));
  }

  stateOf(memberId: string, call: CallContext) {
    return answer("member.state_of", this.env, call, (config) => stateOf(memberId, config));
  }
}
