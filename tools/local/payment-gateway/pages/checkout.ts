/** The routes of the payment page: it opens, takes a choice or a planted fault, and sends the shopper back. */
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { arm } from "../controls.ts";
import { messageOf } from "../error-codes.ts";
import { FaultInput } from "../faults.ts";
import { type Gateway, record } from "../gateway.ts";
import { type PaymentRecord, statusAt } from "../record.ts";
import {
  Choice,
  closeWindow,
  failureAddress,
  openWindow,
  successAddress,
  WindowInput,
} from "../verbs/window.ts";
import { checkoutForm, orderFacts } from "./checkout-page.ts";
import { show, wordsOf } from "./layout.ts";

/** Makes the routes of the payment page. */
export function checkoutOf(gateway: Gateway): Hono {
  const { book } = gateway;
  const app = new Hono();

  app.get("/checkout", async (c) => {
    const input = WindowInput.safeParse(c.req.query());
    if (!input.success)
      return wrongAddress(
        c,
        input.error.issues.map(({ path }) => path.join(".")),
      );
    if (input.data.clientKey !== gateway.keys.clientKey) return wrongAddress(c, ["clientKey"]);
    const opened = openWindow(input.data, book.now());
    await record(gateway, opened);
    // Its own address, so that a reload opens no second payment.
    return c.redirect(`/checkout/${opened.paymentKey}?lang=${wordsOf(c).lang}`, 303);
  });

  app.get("/checkout/:key", (c) => {
    const known = book.payments.get(c.req.param("key"));
    if (!known?.window) return wrongAddress(c, ["paymentKey"], 404);
    const words = wordsOf(c);
    if (statusAt(known, book.now()) !== "READY") return closed(c, known);
    const armed = book.faults.filter((fault) => fault.orderId === known.orderId);
    return show(c, { title: words.checkout.title, body: checkoutForm(known, armed, words) });
  });

  app.post("/checkout/:key", async (c) => {
    const known = book.payments.get(c.req.param("key"));
    const choice = Choice.safeParse(await c.req.parseBody());
    if (!known?.window || !choice.success) return wrongAddress(c, ["paymentKey"], 404);
    const { lang } = wordsOf(c);
    const end = closeWindow(known, choice.data, book.now(), (code) => messageOf(code, lang));
    if (!end) return closed(c, known);
    await record(gateway, end.after);
    return c.redirect(end.location, 303);
  });

  app.post("/checkout/:key/faults", async (c) => {
    const known = book.payments.get(c.req.param("key"));
    const { kind } = await c.req.parseBody();
    const input = FaultInput.safeParse({ match: known?.orderId, kind });
    if (!known?.window || !input.success) return wrongAddress(c, ["paymentKey"], 404);
    // A shopper does not wait a minute to see a lost answer: the connection ends at once.
    const isLost = /timeout/.test(input.data.kind);
    await arm(gateway, isLost ? { ...input.data, value: 0 } : input.data);
    return c.redirect(`/checkout/${known.paymentKey}?lang=${wordsOf(c).lang}`, 303);
  });

  return app;

  function closed(c: Context, known: PaymentRecord) {
    const { over, lang } = wordsOf(c);
    const status = statusAt(known, book.now());
    const isFailed = status === "ABORTED" || status === "EXPIRED";
    const address = isFailed
      ? failureAddress(known, messageOf("PAY_PROCESS_ABORTED", lang))
      : successAddress(known);
    const body = html`${orderFacts(known, wordsOf(c))}
<p>${status === "EXPIRED" ? over.expired : over.done}</p><p><a href="${address}">${over.back}</a></p>`;
    return show(c, { title: over.title, body }, 410);
  }
}

function wrongAddress(c: Context, fields: readonly string[], status: 400 | 404 = 400) {
  const { wrong } = wordsOf(c);
  const body = html`<p>${wrong.text} <code>${fields.join(", ")}</code></p>`;
  return show(c, { title: wrong.title, body }, status);
}
