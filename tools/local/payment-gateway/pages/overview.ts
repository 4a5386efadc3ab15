/** The first page of the gateway: its payments and webhooks, and a payment's receipt. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { Webhook } from "../book.ts";
import type { Gateway } from "../gateway.ts";
import { balanceOf, type PaymentRecord, statusAt } from "../record.ts";
import { orderFacts } from "./checkout-page.ts";
import { type Piece, show, wordsOf } from "./layout.ts";
import { moment, money, type Words } from "./words.ts";

const SHOWN_MAX = 30;

/** Makes the routes of the overview. */
export function overviewOf({ book }: Gateway): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    const words = wordsOf(c);
    const { payments } = words;
    const latest = [...book.payments.values()].reverse().slice(0, SHOWN_MAX);
    const webhooks = [...book.webhooks.values()].reverse().slice(0, SHOWN_MAX);
    const body = html`<p class="soft">${payments.intro}</p>
${latest.length === 0 ? html`<p class="card">${payments.none}</p>` : ""}
<ul class="list">${latest.map((each) => paymentRow(each, book.now(), words))}</ul>
<h2>${payments.webhooks}</h2>
${webhooks.length === 0 ? html`<p class="soft">${payments.noWebhooks}</p>` : ""}
<ul class="list">${webhooks.map((each) => webhookRow(each, words))}</ul>`;
    return show(c, { title: payments.title, body, here: "payments", isWide: true });
  });
  app.get("/receipts/:key", (c) => {
    const words = wordsOf(c);
    const key = c.req.param("key");
    const found =
      book.payments.get(key) ??
      [...book.payments.values()].find((each) => each.cashReceipt?.receiptKey === key);
    if (!found) return show(c, { title: words.receipt.title, body: html`` }, 404);
    return show(c, { title: words.receipt.title, body: receiptOf(found, book.now(), words) });
  });
  return app;
}

/** Makes the word for a payment's state. */
export function stateOf(record: PaymentRecord, now: number, { statuses }: Words): Piece {
  const status = statusAt(record, now);
  const tone = status === "DONE" ? "good" : ["ABORTED", "EXPIRED"].includes(status) ? "bad" : "";
  return html`<span class="state ${tone}">${statuses[status]}</span>`;
}

function paymentRow(record: PaymentRecord, now: number, words: Words): Piece {
  const method = record.method ? words.methods[record.method] : "";
  const receipt = record.approvedAt === null ? "" : receiptLink(record, words);
  return html`<li>
<div class="line"><strong>${record.orderName}</strong><strong>${money(record.amount, record.currency, words)}</strong></div>
<div class="line"><span>${method} ${record.card ? html`<code>${record.card.masked}</code>` : ""}</span>${stateOf(record, now, words)}</div>
<div class="line soft"><code>${record.orderId}</code><span>${moment(record.requestedAt, words)} ${receipt}</span></div>
</li>`;
}

function receiptLink({ paymentKey }: PaymentRecord, { payments, lang }: Words): Piece {
  return html`· <a href="/receipts/${paymentKey}?lang=${lang}">${payments.receipt}</a>`;
}

function webhookRow(webhook: Webhook, { payments }: Words): Piece {
  // Guarantee of the cast: it is what this gateway wrote.
  const told = JSON.parse(webhook.body) as { status?: string; data?: { status: string } };
  const tries = webhook.tries > 0 ? ` · ${payments.tries(webhook.tries)}` : "";
  return html`<li><div class="line"><span><code>${told.data?.status ?? told.status}</code></span>
<span class="soft">${payments.outcomes[webhook.outcome]}${tries}</span></div>
<div class="line soft"><code>${webhook.orderId}</code></div></li>`;
}

function receiptOf(record: PaymentRecord, now: number, words: Words): Piece {
  const { receipt, lang } = words;
  const paidAt = record.approvedAt === null ? "–" : moment(record.approvedAt, words);
  return html`${orderFacts(record, words)}
<dl class="facts card"><dt>${receipt.paidAt}</dt><dd>${paidAt}</dd>
<dt>${receipt.balance}</dt><dd>${money(balanceOf(record), record.currency, words)}</dd></dl>
<p>${stateOf(record, now, words)}</p><p><a href="/?lang=${lang}">${words.nav.payments}</a></p>`;
}
