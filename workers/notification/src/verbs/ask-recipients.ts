/** Asks the owners of addresses, one question each for the entire claim. Nothing of the answers is kept. @see specs/notifications.md 10 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Recipients } from "../core/addressee.ts";
import { ownerOf, recipientOf } from "../core/targets.ts";
import type { Deps } from "../ports/deps.ts";

/** Asks. */
export async function askRecipients(
  deps: Deps,
  claimed: readonly { target: string; data: unknown }[],
  call: CallContext,
): Promise<Recipients> {
  const asked = claimed.map(({ target }) => recipientOf(target));
  const orderIds = [...new Set(asked.flatMap((each) => ("order" in each ? [each.order] : [])))];
  const memberIds = [
    ...new Set([
      ...asked.flatMap((each) => ("member" in each ? [each.member] : [])),
      // Whether the address of a member's order is the one that it has confirmed.
      ...claimed.flatMap(({ data }) => ownerOf(data) ?? []),
    ]),
  ];
  const deletedIds = [
    ...new Set(asked.flatMap((each) => ("deleted" in each ? [each.deleted] : []))),
  ];
  const linkIds = [...new Set(asked.flatMap((each) => ("link" in each ? [each.link] : [])))];
  const [orders, members, links] = await Promise.all([
    answered(deps, "orders", orderIds, () => deps.orders.mailsOf({ orderIds }, call)),
    answered(deps, "members", [...memberIds, ...deletedIds], () =>
      deps.members.contactsOf({ memberIds, deletedIds }, call),
    ),
    answered(deps, "links", linkIds, () => deps.links.linksOf({ linkIds }, call)),
  ]);
  return {
    orders: orders && new Map(orders.map((each) => [each.orderId, each])),
    members: members && new Map(members.map((each) => [each.memberId, each])),
    links: links && new Map(links.map((each) => [each.linkId, each])),
  };
}

async function answered<T>(
  deps: Deps,
  owner: string,
  ids: readonly string[],
  ask: () => Promise<T[]>,
): Promise<T[] | null> {
  if (ids.length === 0) return [];
  try {
    return await ask();
  } catch (thrown) {
    deps.noteFailure("owner_unavailable", owner, thrown);
    return null;
  }
}
