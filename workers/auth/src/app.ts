/** Auth's HTTP surface: the operations of its contract, each with its handler. */
import { authGroups } from "@edgemart/contracts/auth";
import { emailGroups } from "@edgemart/contracts/email-change";
import { googleGroups } from "@edgemart/contracts/google";
import { linkGroups } from "@edgemart/contracts/links";
import { passkeyGroups } from "@edgemart/contracts/passkeys";
import { secondFactorGroups } from "@edgemart/contracts/second-factor";
import { createApp } from "@edgemart/worker-kit/create-app";
import { serveOperations } from "@edgemart/worker-kit/serve-operations";
import type { ExecutionContext } from "hono";
import { depsOf } from "./deps.ts";
import { type AuthConfig, readAuthConfig } from "./env.ts";
import { type Deps, Unavailable } from "./ports.ts";
import { acceptGoogle } from "./routes/accept-google.ts";
import { addGoogle } from "./routes/add-google.ts";
import { addPasskey } from "./routes/add-passkey.ts";
import { askToAddPasskey } from "./routes/ask-to-add-passkey.ts";
import { askToProveByPasskey } from "./routes/ask-to-prove-by-passkey.ts";
import { askToSignInByPasskey } from "./routes/ask-to-sign-in-by-passkey.ts";
import { withCaller } from "./routes/caller.ts";
import { changePassword } from "./routes/change-password.ts";
import { claim } from "./routes/claim.ts";
import { claimGoogle } from "./routes/claim-google.ts";
import { confirmEmailChange } from "./routes/confirm-email-change.ts";
import { confirmRegistration } from "./routes/confirm-registration.ts";
import { confirmTotp } from "./routes/confirm-totp.ts";
import { createEnrolmentLink } from "./routes/create-enrolment-link.ts";
import { createResetLink } from "./routes/create-reset-link.ts";
import { endAllSessions } from "./routes/end-all-sessions.ts";
import { endMemberSessions } from "./routes/end-member-sessions.ts";
import { endSession } from "./routes/end-session.ts";
import { finishLogin } from "./routes/finish-login.ts";
import { getSecondFactor } from "./routes/get-second-factor.ts";
import { linkGoogle } from "./routes/link-google.ts";
import { listIdentities } from "./routes/list-identities.ts";
import { listPasskeys } from "./routes/list-passkeys.ts";
import { listSessions } from "./routes/list-sessions.ts";
import { listSignInEvents } from "./routes/list-sign-in-events.ts";
import { login } from "./routes/login.ts";
import { loginByGoogle } from "./routes/login-by-google.ts";
import { loginByPasskey } from "./routes/login-by-passkey.ts";
import { logout } from "./routes/logout.ts";
import { lookAtLink } from "./routes/look-at-link.ts";
import { reauthenticate } from "./routes/reauthenticate.ts";
import { refreshSession } from "./routes/refresh-session.ts";
import { refuseRegistration } from "./routes/refuse-registration.ts";
import { register } from "./routes/register.ts";
import { removeIdentity } from "./routes/remove-identity.ts";
import { removePasskey } from "./routes/remove-passkey.ts";
import { renamePasskey } from "./routes/rename-passkey.ts";
import { renewRecoveryCodes } from "./routes/renew-recovery-codes.ts";
import { repeatRegistration } from "./routes/repeat-registration.ts";
import { requestEmailChange } from "./routes/request-email-change.ts";
import { requestReset } from "./routes/request-reset.ts";
import { requestVerification } from "./routes/request-verification.ts";
import { resetPassword } from "./routes/reset-password.ts";
import { resetSecondFactor } from "./routes/reset-second-factor.ts";
import type { AuthVariables } from "./routes/route.ts";
import { setUpTotp } from "./routes/set-up-totp.ts";
import { startGoogle } from "./routes/start-google.ts";
import { startToLinkGoogle } from "./routes/start-to-link-google.ts";
import { stepsOf } from "./routes/steps-of.ts";
import { turnOffTotp } from "./routes/turn-off-totp.ts";
import { undoEmailChange } from "./routes/undo-email-change.ts";
import { unlockMember } from "./routes/unlock-member.ts";
import { verifyAccessToken } from "./routes/verify-access-token.ts";
import { verifyEmail } from "./routes/verify-email.ts";

/** @see specs/auth.md item 1 */
const SECURITY_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

/**
 * Builds the app; every answer carries the security headers, also those to unknown paths and of a broken environment.
 *
 * @param makeDeps chooses implementations
 */
export function createAuthApp(makeDeps: (config: AuthConfig) => Deps = depsOf) {
  const app = createApp<AuthConfig, Deps, AuthVariables>({
    service: "auth",
    readConfig: readAuthConfig,
    depsOf: makeDeps,
    isOutage: (thrown) => thrown instanceof Unavailable,
    healthPath: "/api/auth/health",
  });
  app.use(withCaller);
  serveOperations(
    app,
    {
      ...authGroups,
      ...emailGroups,
      ...googleGroups,
      ...linkGroups,
      ...passkeyGroups,
      ...secondFactorGroups,
    },
    {
      acceptGoogle,
      addGoogle,
      linkGoogle,
      claim,
      claimGoogle,
      listIdentities,
      loginByGoogle,
      removeIdentity,
      startGoogle,
      startToLinkGoogle,
      addPasskey,
      askToAddPasskey,
      askToProveByPasskey,
      askToSignInByPasskey,
      listPasskeys,
      loginByPasskey,
      removePasskey,
      renamePasskey,
      changePassword,
      createResetLink,
      endAllSessions,
      endMemberSessions,
      endSession,
      listSessions,
      listSignInEvents,
      login,
      logout,
      lookAtLink,
      reauthenticate,
      refreshSession,
      confirmRegistration,
      refuseRegistration,
      repeatRegistration,
      requestReset,
      requestEmailChange,
      confirmEmailChange,
      undoEmailChange,
      requestVerification,
      verifyEmail,
      register,
      resetPassword,
      resetSecondFactor,
      unlockMember,
      verifyAccessToken,
      confirmTotp,
      createEnrolmentLink,
      finishLogin,
      getSecondFactor,
      renewRecoveryCodes,
      setUpTotp,
      turnOffTotp,
    },
    stepsOf,
  );
  return {
    /** Answers one request. */
    async fetch(request: Request, env: object, ctx?: ExecutionContext): Promise<Response> {
      return secured(await app.fetch(request, env, ctx));
    },
  };
}

function secured(response: Response): Response {
  const answer = new Response(response.body, response);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) answer.headers.set(name, value);
  if (answer.headers.get("content-type") === "application/json") {
    answer.headers.set("content-type", "application/json; charset=utf-8");
  }
  return answer;
}
