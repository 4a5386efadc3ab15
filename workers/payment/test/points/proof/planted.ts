/** Errors planted into the ledger, each of which the same search must find. */
import type { Ledger } from "../ledger.ts";
import type { Plan } from "./campaign.ts";
import { earnedOfGoods } from "./programs.ts";

/** An error: a function with one text of it changed, or another plan. */
export interface Planted {
  name: string;
  /** Function, text, and what replaces it. */
  change?: [name: string, text: string | RegExp, by: string];
  plan?: Plan;
  /** What the laws say of it. */
  says: RegExp;
}

/** The errors of specs/points.md 21, and those a hand may slip into. */
export const PLANTED: readonly Planted[] = [
  {
    name: "points are spent without lots",
    change: ["points_settle", /remaining = l\.remaining - CASE .*? END/, "remaining = l.remaining"],
    says: /lots is kept as|remaining of/,
  },
  {
    name: "a hold is posted twice",
    change: [
      "points_settle",
      "IF known.state <> 'pending' THEN RETURN known.state; END IF;",
      `IF known.state = 'posted' THEN
         INSERT INTO payment.point_transfer (id, member_id, kind, state, amount, reference_type, reference_id)
         SELECT transfer || ':again:' || clock_timestamp(), member_id, kind, 'posted', least(amount, balance), reference_type, reference_id
           FROM payment.point_transfer JOIN payment.point_account USING (member_id) WHERE id = transfer AND balance > 0;
         PERFORM payment.points_enter(t.id, t.member_id, -t.amount, other) FROM payment.point_transfer t
           WHERE t.id LIKE transfer || ':again:%' AND NOT EXISTS (SELECT FROM payment.point_entry e WHERE e.transfer_id = t.id);
       END IF;
       IF known.state <> 'pending' THEN RETURN known.state; END IF;`,
    ],
    says: /and moved|nobody asked/,
  },
  {
    name: "points come back to a new lot",
    change: [
      "points_return",
      /FOR used IN[\s\S]*?END LOOP;/,
      `INSERT INTO payment.point_lot (id, member_id, origin, issued, remaining, expires_at)
       SELECT DISTINCT ON (member_id) u.lot_id || ':' || transfer, member_id, origin, points_return.amount, points_return.amount, 'infinity'
         FROM payment.point_lot l JOIN payment.point_lot_use u ON u.lot_id = l.id WHERE u.transfer_id = spent.id;`,
    ],
    says: /lots got back 0|point_lot_id_fkey/,
  },
  {
    name: "a lot that is held is expired",
    change: ["points_expire_lot", /l\.remaining - l\.held/g, "l.remaining"],
    says: /point_lot_never_overspent|held/,
  },
  {
    name: "shipping earns",
    plan: { earned: (goods, shipping) => earnedOfGoods(goods + shipping) },
    says: /earned \d+, and was to earn \d+/,
  },
  {
    name: "a hold looks before it locks",
    change: [
      "points_hold",
      /PERFORM FROM payment\.point_account a WHERE a\.member_id = member FOR UPDATE;\s+is_locked := FOUND;/,
      "is_locked := true;",
    ],
    says: /never_overspent|never_negative|lots gave|held/,
  },
  {
    name: "a void leaves the lots held",
    change: [
      "points_settle",
      "SET held = l.held - u.amount",
      "SET held = l.held - CASE target WHEN 'posted' THEN u.amount ELSE 0 END",
    ],
    says: /held of/,
  },
  {
    name: "a refund is not compared with what came back before",
    change: ["points_return", "u.amount - u.returned), 0) FROM", "u.amount), 0) FROM"],
    says: /lots got back|more came back/,
  },
  {
    name: "a late earning replaces a later one",
    change: ["points_earn", "RETURN 'superseded'", "NULL"],
    says: /was to earn/,
  },
];

/** The guards of the database, which would refuse most of the errors before a law could see them. */
const GUARDS = [
  ["point_account", "point_account_agrees"],
  ["point_transfer", "point_transfer_agrees"],
  ["point_entry", "point_entry_agrees"],
  ["point_lot", "point_lot_agrees"],
  ["point_lot_use", "point_lot_use_agrees"],
] as const;

/** Switches the database's own comparison off or on: the laws must find an error without it. */
export async function guards(ledger: Ledger, mode: "enable" | "disable"): Promise<void> {
  for (const [table, trigger] of GUARDS) {
    await ledger.own(`alter table payment.${table} ${mode} trigger ${trigger}`);
  }
}

/** Plants an error and gives the function that takes it out again. */
export async function plant(ledger: Ledger, { change }: Planted): Promise<() => Promise<void>> {
  if (!change) return async () => undefined;
  const [name, text, by] = change;
  const [row] = await ledger.own<{ source: string }>(
    `select pg_get_functiondef(p.oid) as source from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'payment' and p.proname = $1`,
    name,
  );
  const source = row?.source ?? "";
  const changed = source.replace(text, () => by);
  if (changed === source) throw new Error(`${name} has no such text`);
  await ledger.own(changed);
  return async () => {
    await ledger.own(source);
  };
}
