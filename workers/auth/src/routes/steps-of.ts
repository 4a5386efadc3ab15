/** The checks before a handler, in the order of auth 6, as far as its operation asks for them. */
import type { authGroups } from "@edgemart/contracts/auth";
import type { emailGroups } from "@edgemart/contracts/email-change";
import type { linkGroups } from "@edgemart/contracts/links";
import type { Credential, Operation } from "@edgemart/contracts/operation";
import { inputSteps } from "@edgemart/worker-kit/serve-operations";
import type { MiddlewareHandler } from "hono";
import { type AddressWindow, addressLimit } from "./address-limit.ts";
import { boundedBody, parsedBody } from "./bounded-body.ts";
import { adminOnly, bearer, freshAuth, serviceKey } from "./credentials.ts";
import type { AuthMiddleware } from "./route.ts";

/**
 * Which attempts of an address an operation counts as: each operation of the group `entry` has its window, and the
 * use of a passkey or of a second factor that of a password. Challenges are no attempts, nor is what a provider answers:
 * there is nothing in it to guess.
 */
const WINDOW: Record<
  | keyof typeof authGroups.entry
  | Exclude<keyof typeof linkGroups.linkEntry, "lookAtLink">
  | keyof typeof emailGroups.email
  | "loginByPasskey"
  | "finishLogin"
  | "acceptGoogle"
  | "linkGoogle"
  | "claimGoogle"
  | "claim",
  AddressWindow
> = {
  login: "login",
  register: "register",
  reauthenticate: "login",
  changePassword: "login",
  resetPassword: "login",
  loginByPasskey: "login",
  finishLogin: "login",
  confirmEmailChange: "login",
  verifyEmail: "login",
  requestEmailChange: "asked",
  requestVerification: "asked",
  undoEmailChange: "asked",
  requestReset: "asked",
  repeatRegistration: "asked",
  confirmRegistration: "login",
  refuseRegistration: "asked",
  acceptGoogle: "register",
  linkGoogle: "login",
  claimGoogle: "asked",
  claim: "login",
};
const windowOf: Readonly<Record<string, AddressWindow | undefined>> = WINDOW;

const CREDENTIAL: Partial<Record<Credential, AuthMiddleware>> = { bearer, service: serviceKey };

/**
 * Makes the checks of an operation: size and type, credential, right, freshness, address limit, parse, schema.
 *
 * @throws Error for a credential that auth has no check for: such an operation would be open to everyone
 * @see specs/auth.md item 6
 */
export function stepsOf(operation: Operation): MiddlewareHandler[] {
  const credential = CREDENTIAL[operation.credential];
  if (!credential) throw new Error(`${operation.id}: no check for its credential`);
  const window = windowOf[operation.id];
  return [
    ...(operation.body ? [boundedBody] : []),
    credential,
    ...(operation.right === "admin" ? [adminOnly] : []),
    ...(operation.fresh ? [freshAuth] : []),
    ...(window ? [addressLimit(window)] : []),
    ...inputSteps(operation, parsedBody),
  ];
}
