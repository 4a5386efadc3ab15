/** The bank page: every virtual account, where money comes in and is taken back. */
import { BANKS } from "@edgemart/contracts/banks";
import { Hono } from "hono";
import { html } from "hono/html";
import { bankCodeOf } from "../banks.ts";
import { type Gateway, moveDeposit } from "../gateway.ts";
import { type PaymentRecord, statusAt } from "../record.ts";
import { type Piece, show, wordsOf } from "./layout.ts";
import { stateOf } from "./overview.ts";
import { isFromPage, tokenField } from "./token.ts";
import { moment, money, type Words } from "./words.ts";

const SHOWN_MAX = 50;

/** Makes the routes of the bank page. */
export function bankOf(gateway: Gateway): Hono {
  const { book } = gateway;
  const app = new Hono();
  app.get("/bank", (c) => {
    const words = wordsOf(c);
    const asked = c.req.query("orderId");
    const accounts = [...book.payments.values()]
      .filter((each) => each.account && each.secret !== null)
      .filter((each) => asked === undefined || each.orderId === asked)
      .reverse()
      .slice(0, SHOWN_MAX);
    const body = html`<p class="soft">${words.bank.intro}</p>
${accounts.length === 0 ? html`<p class="card">${words.bank.none}</p>` : ""}
<ul class="list">${accounts.map((each) => accountRow(each, gateway, words))}</ul>`;
    return show(c, { title: words.bank.title, body, here: "bank", isWide: true });
  });
  app.post("/bank", async (c) => {
    const form = await c.req.parseBody();
    if (!isFromPage(form, gateway)) return c.text("Forbidden", 403);
    const move = form.move === "take_back" ? "take_back" : "deposit";
    await moveDeposit(gateway, String(form.paymentKey), move);
    return c.redirect(`/bank?lang=${wordsOf(c).lang}`, 303);
  });
  return app;
}

function accountRow(record: PaymentRecord, gateway: Gateway, words: Words): Piece {
  const { account } = record;
  if (!account) return html``;
  const { bank, lang } = words;
  const now = gateway.book.now();
  const [ko, en] = BANKS[bankCodeOf(account.bankCode) ?? "88"];
  const status = statusAt(record, now);
  const isLate = status === "WAITING_FOR_DEPOSIT" && now > account.dueAt;
  return html`<li>
<div class="line"><strong>${record.orderName}</strong><strong>${money(record.amount, record.currency, words)}</strong></div>
<div class="line"><span>${lang === "ko" ? ko : en} <code>${account.accountNumber}</code></span>${stateOf(record, now, words)}</div>
<div class="line soft"><span>${bank.holder}: ${account.customerName}</span><span>${bank.due}: ${moment(account.dueAt, words)}</span></div>
<div class="line soft"><code>${record.orderId}</code></div>
${isLate ? html`<p class="soft">${bank.isOver}</p>` : ""}
${status === "WAITING_FOR_DEPOSIT" && !isLate ? moveForm(record, "deposit", gateway, words) : ""}
${status === "DONE" ? moveForm(record, "take_back", gateway, words) : ""}
</li>`;
}

function moveForm(
  record: PaymentRecord,
  move: "deposit" | "take_back",
  gateway: Gateway,
  { bank, lang }: Words,
): Piece {
  return html`<form method="post" action="/bank?lang=${lang}" class="pair">
${tokenField(gateway)}<input type="hidden" name="paymentKey" value="${record.paymentKey}">
<button name="move" value="${move}">${move === "deposit" ? bank.deposit : bank.takeBack}</button></form>`;
}
