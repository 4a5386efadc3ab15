/** What must hold after every schedule, when everybody is at rest. It reads rows, and believes no function but the comparison. */
import type pg from "pg";
import type { Claims } from "./programs.ts";

/** A movement of a schedule's members, with what it did to the balance. */
interface Line {
  id: string;
  kind: string;
  state: string;
  reference_id: string;
  owes: number;
  moved: number;
}

/**
 * Lists what was broken; empty when all laws hold.
 *
 * @param after text that sorts right before the members' ids
 */
export async function violations(
  pool: pg.Pool,
  claims: Claims,
  members: readonly string[],
  after: string,
): Promise<string[]> {
  const { rows: differences } = await pool.query(
    "select * from payment.points_differences($1, $2)",
    [after, members.length],
  );
  const { rows: lines } = await pool.query<Line>(
    `select t.id, t.kind, t.state, t.reference_id, t.owes::int, coalesce(sum(e.amount), 0)::int as moved
       from payment.point_transfer t left join payment.point_entry e
         on e.transfer_id = t.id and e.account = 'member'
      where t.member_id = any($1) group by t.id`,
    [members],
  );
  const { rows: uses } = await pool.query<{
    transfer_id: string;
    amount: number;
    returned: number;
  }>(
    `select transfer_id, sum(u.amount)::int as amount, sum(u.returned)::int as returned
       from payment.point_lot_use u join payment.point_transfer t on t.id = u.transfer_id
      where t.member_id = any($1) group by transfer_id`,
    [members],
  );
  return [
    ...claims.surprises,
    ...differences
      // A member who never had points has no account: the page goes on to somebody else's.
      .filter(({ member_id }) => members.includes(member_id))
      .map(
        ({ member_id, what, kept, recomputed }) =>
          `${member_id}: ${what} is kept as ${kept}, adds up to ${recomputed}`,
      ),
    ...payments(claims, lines, uses),
    ...orders(claims, lines),
    ...gifts(claims, lines),
    ...unasked(claims, lines),
  ];
}

/** Points of a payment are spent once, or not at all; no more comes back than was spent, and to the lots it came from. */
function payments(
  { uses, refunds }: Claims,
  lines: readonly Line[],
  fromLots: readonly { transfer_id: string; amount: number; returned: number }[],
): string[] {
  return [...uses].flatMap(([pay, { amount, state }]) => {
    const spent = movedOf(lines, pay, "USE");
    const back = movedOf(lines, pay, "REFUND");
    const promised = [...refunds.values()]
      .filter((each) => each.pay === pay && each.state === "returned")
      .reduce((sum, each) => sum + each.amount, 0);
    const lots = fromLots.find(({ transfer_id }) => transfer_id === `use:${pay}`);
    return [
      spent === (state === "posted" ? -amount : 0) ? null : `${pay}: ${state}, and moved ${spent}`,
      back === promised ? null : `${pay}: ${promised} were given back, and moved ${back}`,
      back <= -spent ? null : `${pay}: more came back than was spent`,
      lots?.returned === back ? null : `${pay}: lots got back ${lots?.returned} of ${back}`,
      lots?.amount === amount ? null : `${pay}: lots gave ${lots?.amount} of ${amount}`,
    ].filter((each) => each !== null);
  });
}

/** An order that is completed has earned what its goods earn, once. */
function orders({ orders: all }: Claims, lines: readonly Line[]): string[] {
  return [...all].flatMap(([order, { due, isSettled }]) => {
    const taken = lines.filter(({ id }) => id.startsWith(`clawback:${order}:`));
    const net =
      movedOf(lines, order, "EARN") + taken.reduce((sum, { moved, owes }) => sum + moved - owes, 0);
    return isSettled && net !== due ? [`${order}: earned ${net}, and was to earn ${due}`] : [];
  });
}

/** What was given or taken under an id moved once. */
function gifts({ gifts: all }: Claims, lines: readonly Line[]): string[] {
  return [...all].flatMap(([id, { amount, state }]) => {
    const moved = lines.find((line) => line.id === id)?.moved ?? 0;
    return moved === amount ? [] : [`${id}: ${state}, ${amount} asked, ${moved} moved`];
  });
}

/** Nothing is held at rest, and nothing moved that no one asked for. */
function unasked(claims: Claims, lines: readonly Line[]): string[] {
  const asked = new Set([
    ...[...claims.uses.keys()].map((pay) => `use:${pay}`),
    ...[...claims.refunds.keys()].map((refund) => `refund:${refund}`),
    ...claims.gifts.keys(),
  ]);
  return lines
    .filter(({ kind }) => ["USE", "REFUND", "CHARGE", "ADJUST"].includes(kind))
    .flatMap(({ id, state }) => [
      ...(asked.has(id) ? [] : [`${id}: nobody asked for it`]),
      ...(state === "pending" ? [`${id}: is still held`] : []),
    ]);
}

function movedOf(lines: readonly Line[], reference: string, kind: string): number {
  return lines
    .filter((line) => line.reference_id === reference && line.kind === kind)
    .reduce((sum, { moved }) => sum + moved, 0);
}
