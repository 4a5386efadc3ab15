/** What staff do to a payment, its refunds and differences of the books: one posted form for each act. */
import { PaymentId, RefundId } from "@edgemart/contracts/ids";
import { OfficeNoteInput, RefundAgainInput } from "@edgemart/contracts/payment-admin";
import { ReconcileInput } from "@edgemart/contracts/payment-books";
import { err, type Result } from "@edgemart/contracts/result";
import type { CatalogWrite } from "#api/catalog-admin.ts";
import {
  askRefundAgain,
  clearPaymentAttention,
  closeDifference,
  closeRefundByHand,
  giveVoidAccount,
  reconcileDays,
} from "#api/payments-admin.ts";
import { ACCOUNT_FIELDS, accountIn, accountOf } from "#domains/admin/parts/account-in.ts";
import { answerWrite, type Done, saying } from "#domains/admin/parts/answer-write.ts";
import { keptPart } from "#domains/admin/parts/kept-part.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";

const FIELDS = [...ACCOUNT_FIELDS, "reason", "from", "to"];
/** Forms of the page of differences. */
const OF_BOOKS = new Set(["close-difference", "compare"]);

/** Answers 303 to the page the form is on. */
export function actOnPaymentFromForm(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => ({
      name: "adminPayment",
      path: pageOf(form),
      part: keptPart(form),
      typed: typedWithKey(form, FIELDS),
    }),
    async act(form, by) {
      const name = form.text("act");
      const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
      return act ? act(form, by) : err("not_found");
    },
    fieldOf: { refund_account_required: "accountNumber" },
  });
}

function pageOf(form: PostedForm): string {
  if (OF_BOOKS.has(form.text("act"))) return "/admin/payments/differences";
  const id = PaymentId.safeParse(form.text("id")).data;
  return id ? `/admin/payments/${id}` : "/admin/payments";
}

type Act = (form: PostedForm, by: Required<CatalogWrite>) => Promise<Result<Done>>;

/** What each form does, by its `act`. */
const ACTS: Record<string, Act> = {
  async "void-account"(form, by) {
    const id = PaymentId.safeParse(form.text("id")).data;
    const account = accountOf(form);
    if (!account.ok) return account;
    const body = { account: account.value, reason: form.text("reason").trim() };
    return id ? saying("void-account", await giveVoidAccount(by, id, body)) : err("not_found");
  },
  async "clear-attention"(form, by) {
    const id = PaymentId.safeParse(form.text("id")).data;
    const note = noteIn(form);
    if (!note.ok) return note;
    if (!id) return err("not_found");
    return saying("clear-attention", await clearPaymentAttention(by, id, note.value));
  },
  async "ask-again"(form, by) {
    const id = RefundId.safeParse(form.text("refund")).data;
    const account = accountIn(form);
    if (!account.ok) return account;
    const body = checked(RefundAgainInput, {
      reason: form.text("reason"),
      ...(account.value && { account: account.value }),
    });
    if (!body.ok) return body;
    return id ? saying("ask-again", await askRefundAgain(by, id, body.value)) : err("not_found");
  },
  async "by-hand"(form, by) {
    const id = RefundId.safeParse(form.text("refund")).data;
    const note = noteIn(form);
    if (!note.ok) return note;
    return id ? saying("by-hand", await closeRefundByHand(by, id, note.value)) : err("not_found");
  },
  async "close-difference"(form, by) {
    const id = /^[1-9][0-9]{0,14}$/.exec(form.text("difference"))?.[0];
    const note = noteIn(form);
    if (!note.ok) return note;
    if (!id) return err("not_found");
    const closed = await closeDifference(by, id, note.value);
    const isOurs = closed.ok && closed.value.note === note.value.note;
    return saying(isOurs ? "close-difference" : "closed_before", closed);
  },
  async compare(form, by) {
    const days = checked(ReconcileInput, { from: form.text("from"), to: form.text("to") });
    if (!days.ok) return days;
    const found = await reconcileDays(by, days.value);
    const isAll =
      found.ok && found.value.next === null && found.value.days.every((day) => day.isComplete);
    return saying(isAll ? "compare" : "compare_partly", found);
  },
};

/** The field of a note is the form's reason. */
function noteIn(form: PostedForm): Result<OfficeNoteInput> {
  const note = checked(OfficeNoteInput, { note: form.text("reason") });
  if (note.ok) return note;
  const errors = [{ path: "reason", code: "missing", message: "is missing" }];
  return err("validation_failed", { errors });
}
