/** Which columns of the schema `orders` hold personal data: retention empties them, and a test knows every other column. */

/** Columns by table, and what they hold once they are emptied. @see specs/orders.md 44 */
export const PERSONAL_COLUMNS = {
  sales_order: {
    email: "",
    email_norm: "",
    orderer_name: "",
    orderer_phone: null,
    recipient: "",
    phone: null,
    postcode: "",
    line1: "",
    line2: null,
    memo: "",
    client_digest: "",
  },
  change: { reason: "", note: "", sealed_account: null },
} as const satisfies Record<string, Record<string, "" | null>>;
