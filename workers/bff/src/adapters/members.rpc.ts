/** Asks member by RPC, through its circuit and with its deadline. */
import type { CallContext } from "@edgemart/contracts/call";
import type { MemberRpc } from "@edgemart/contracts/member";
import type { Members } from "../ports.ts";
import { ask } from "./ask.ts";

/** Makes the port. @param timeoutMs longest wait; the deadline of `call` wins when it is nearer */
export function rpcMembers(
  { member, timeoutMs }: { member: MemberRpc; timeoutMs: number },
  call: CallContext,
): Members {
  return {
    me: (accessToken) => ask("member", call, timeoutMs, () => member.me(accessToken, call)),
    shopper: (accessToken) =>
      ask("member", call, timeoutMs, () => member.shopper(accessToken, call)),
  };
}
