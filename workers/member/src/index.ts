/** The door of member: HTTP for the gateway, `MemberRpc` and `MemberLookupRpc` for Workers, `MemberCredentialsRpc` for auth alone, `MemberContactRpc` and `OutboxRpc` for notification alone, the clock, and the queue of paid orders. */
import { WorkerEntrypoint, waitUntil } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as credentials from "@edgemart/contracts/credentials";
import type * as emails from "@edgemart/contracts/email-change";
import type * as google from "@edgemart/contracts/google";
import type * as contract from "@edgemart/contracts/member";
import type * as contact from "@edgemart/contracts/member-contact";
import type * as lookup from "@edgemart/contracts/member-lookup";
import type * as outbox from "@edgemart/contracts/outbox";
import type * as passkeys from "@edgemart/contracts/passkeys";
import type * as factors from "@edgemart/contracts/second-factor";
import { forgetEffects } from "@edgemart/postgres/forget-effects";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { app } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readMemberConfig } from "./env.ts";
import { me, shopper } from "./rpc/member.ts";
import { contactsOf, membersPage } from "./rpc/member-contact.ts";
import {
  credentialOf,
  credentialOfId,
  register,
  replaceCredential,
  stateOf,
} from "./rpc/member-credentials.ts";
import { heldFor, moveEmail, undoEmail, verifyEmail } from "./rpc/member-emails.ts";
import {
  factorOf,
  resetFactors,
  setFactor,
  takeRecoveryCode,
  takeStep,
} from "./rpc/member-factors.ts";
import {
  claimIdentity,
  identitiesOf,
  identityOf,
  linkIdentity,
  registerWithIdentity,
  unlinkIdentity,
  useIdentity,
} from "./rpc/member-identities.ts";
import { standing } from "./rpc/member-lookup.ts";
import {
  addPasskey,
  passkeyOf,
  passkeysOf,
  removePasskey,
  renamePasskey,
  usePasskey,
} from "./rpc/member-passkeys.ts";
import { consume } from "./verbs/consume.ts";

export default {
  fetch: app.fetch,
  async scheduled(_event, env) {
    const { deleted, effects, holds, inbox, told } = depsOf(readMemberConfig(env), aloneOf());
    log("info", "member.effects_forgotten", { count: await forgetEffects(effects) });
    log("info", "member.deleted_emptied", { count: await forgetEffects(deleted) });
    log("info", "member.holds_forgotten", { count: await forgetEffects(holds) });
    log("info", "member.events_forgotten", { count: await forgetEffects(inbox) });
    log("info", "member.told_forgotten", { count: await forgetEffects(told) });
  },
  async queue(batch, env) {
    const { inbox } = depsOf(readMemberConfig(env), aloneOf());
    await consume(inbox, batch.queue, batch.messages, (messageId, thrown) =>
      log("error", "member.message_failed", { messageId, reason: reasonOf(thrown) }),
    );
  },
} satisfies ExportedHandler<Env>;

/** Facts of work that no request asked for. */
function aloneOf() {
  return { requestId: crypto.randomUUID(), later: waitUntil };
}

const answer = rpcAnswerer({
  service: "member",
  readConfig: readMemberConfig,
  depsOf: (config, { requestId }) => depsOf(config, { requestId, later: waitUntil }),
  isOutage,
});

export class MemberRpc extends WorkerEntrypoint<Env> implements contract.MemberRpc {
  me(accessToken: string, call: CallContext) {
    return answer(this.env, "me", call, (deps, trust) => me(accessToken, deps, trust));
  }

  shopper(accessToken: string, call: CallContext) {
    return answer(this.env, "shopper", call, (deps, trust) => shopper(accessToken, deps, trust));
  }
}

export class MemberLookupRpc extends WorkerEntrypoint<Env> implements lookup.MemberLookupRpc {
  standing(memberId: string, call: CallContext) {
    return answer(this.env, "standing", call, (deps) => standing(memberId, deps));
  }
}

/** What notification asks for members' messages. */
export class MemberContactRpc extends WorkerEntrypoint<Env> implements contact.MemberContactRpc {
  contactsOf(input: contact.ContactsInput, call: CallContext) {
    return answer(this.env, "contacts_of", call, (deps) => contactsOf(input, deps));
  }
  members(input: contact.MembersInput, call: CallContext) {
    return answer(this.env, "members", call, (deps) => membersPage(input, deps));
  }
}

/** What the one who reads outboxes asks. */
export class OutboxRpc extends WorkerEntrypoint<Env> implements outbox.OutboxRpc {
  since(input: outbox.OutboxSinceInput, call: CallContext) {
    return answer(this.env, "outbox_since", call, (deps) => deps.outbox.since(input));
  }
}

export class MemberCredentialsRpc
  extends WorkerEntrypoint<Env>
  implements
    credentials.MemberCredentialsRpc,
    emails.MemberEmailsRpc,
    passkeys.MemberPasskeysRpc,
    google.MemberIdentitiesRpc,
    factors.MemberFactorsRpc
{
  register(input: credentials.CredentialRegister, call: CallContext) {
    return answer(this.env, "register", call, (deps) => register(input, deps));
  }

  credentialOf(email: string, call: CallContext) {
    return answer(this.env, "credential_of", call, (deps) => credentialOf(email, deps));
  }

  credentialOfId(memberId: string, call: CallContext) {
    return answer(this.env, "credential_of_id", call, (deps) => credentialOfId(memberId, deps));
  }

  replaceCredential(input: credentials.CredentialReplace, call: CallContext) {
    return answer(this.env, "replace_credential", call, (deps) =>
      replaceCredential(input, call.requestId, deps),
    );
  }

  stateOf(memberId: string, call: CallContext) {
    return answer(this.env, "state_of", call, (deps) => stateOf(memberId, deps));
  }

  identityOf(input: google.Subject, call: CallContext) {
    return answer(this.env, "identity_of", call, (deps) => identityOf(input, deps));
  }

  useIdentity(id: string, call: CallContext) {
    return answer(this.env, "use_identity", call, (deps) => useIdentity(id, deps));
  }

  identitiesOf(memberId: string, call: CallContext) {
    return answer(this.env, "identities_of", call, (deps) => identitiesOf(memberId, deps));
  }

  registerWithIdentity(input: google.IdentityRegister, call: CallContext) {
    return answer(this.env, "register_with_identity", call, (deps) =>
      registerWithIdentity(input, call.requestId, deps),
    );
  }

  linkIdentity(input: google.IdentityLink, call: CallContext) {
    return answer(this.env, "link_identity", call, (deps) =>
      linkIdentity(input, call.requestId, deps),
    );
  }

  claimIdentity(input: google.IdentityClaim, call: CallContext) {
    return answer(this.env, "claim_identity", call, (deps) =>
      claimIdentity(input, call.requestId, deps),
    );
  }

  unlinkIdentity(input: { memberId: string; id: string }, call: CallContext) {
    return answer(this.env, "unlink_identity", call, (deps) =>
      unlinkIdentity(input, call.requestId, deps),
    );
  }

  heldFor(email: string, call: CallContext) {
    return answer(this.env, "held_for", call, (deps) => heldFor(email, deps));
  }

  moveEmail(input: emails.EmailMove, call: CallContext) {
    return answer(this.env, "move_email", call, (deps) => moveEmail(input, deps));
  }

  verifyEmail(input: emails.EmailVerify, call: CallContext) {
    return answer(this.env, "verify_email", call, (deps) => verifyEmail(input, deps));
  }

  undoEmail(input: emails.EmailUndo, call: CallContext) {
    return answer(this.env, "undo_email", call, (deps) => undoEmail(input, deps));
  }

  passkeysOf(memberId: string, call: CallContext) {
    return answer(this.env, "passkeys_of", call, (deps) => passkeysOf(memberId, deps));
  }

  passkeyOf(credentialId: string, call: CallContext) {
    return answer(this.env, "passkey_of", call, (deps) => passkeyOf(credentialId, deps));
  }

  addPasskey(input: passkeys.PasskeyKeep, call: CallContext) {
    return answer(this.env, "add_passkey", call, (deps) => addPasskey(input, call.requestId, deps));
  }

  usePasskey(input: passkeys.PasskeyUse, call: CallContext) {
    return answer(this.env, "use_passkey", call, (deps) => usePasskey(input, call.requestId, deps));
  }

  renamePasskey(input: { memberId: string; id: string; name: string }, call: CallContext) {
    return answer(this.env, "rename_passkey", call, (deps) => renamePasskey(input, deps));
  }

  removePasskey(input: { memberId: string; id: string }, call: CallContext) {
    return answer(this.env, "remove_passkey", call, (deps) =>
      removePasskey(input, call.requestId, deps),
    );
  }

  factorOf(memberId: string, call: CallContext) {
    return answer(this.env, "factor_of", call, (deps) => factorOf(memberId, deps));
  }

  setFactor(input: factors.FactorSet, call: CallContext) {
    return answer(this.env, "set_factor", call, (deps) => setFactor(input, call.requestId, deps));
  }

  resetFactors(input: factors.FactorReset, call: CallContext) {
    return answer(this.env, "reset_factors", call, (deps) =>
      resetFactors(input, call.requestId, deps),
    );
  }
  takeStep(input: factors.StepTake, call: CallContext) {
    return answer(this.env, "take_step", call, (deps) => takeStep(input, deps));
  }

  takeRecoveryCode(input: factors.RecoveryTake, call: CallContext) {
    return answer(this.env, "take_recovery_code", call, (deps) =>
      takeRecoveryCode(input, call.requestId, deps),
    );
  }
}
