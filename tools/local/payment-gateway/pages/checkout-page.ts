/** The page a shopper pays on. */
import { BANKS } from "@edgemart/contracts/banks";
import { TEST_CARDS } from "@edgemart/contracts/test-cards";
import { html } from "hono/html";
import { FAULT_ORDER, type Fault } from "../faults.ts";
import type { GatewayMethod, PaymentRecord } from "../record.ts";
import { FAULT_ABOUT } from "./fault-words.ts";
import type { Piece } from "./layout.ts";
import { money, type Words } from "./words.ts";

/** Makes the form of an open payment. @param armed faults that are planted on it */
export function checkoutForm(record: PaymentRecord, armed: readonly Fault[], words: Words): Piece {
  const { checkout } = words;
  const methods = record.window?.methods ?? [];
  const amount = money(record.amount, record.currency, words);
  return html`
${orderFacts(record, words)}
${armedFaults(armed, words)}
<form method="post" action="/checkout/${record.paymentKey}?lang=${words.lang}">
<fieldset>
<legend>${checkout.method}</legend>
${methods.map((method, index) => methodChoice(method, index === 0, record, words))}
</fieldset>
<div class="actions">
<button class="main" name="outcome" value="pay">${checkout.pay(amount)}</button>
<div class="pair">
<button name="outcome" value="decline">${checkout.decline}</button>
<button name="outcome" value="cancel">${checkout.cancel}</button>
</div>
<p class="soft">${checkout.declineHint}</p>
</div>
</form>
<details${armed.length > 0 ? html` open` : ""}>
<summary>${checkout.provoke}</summary>
<p class="soft">${checkout.provokeHint}</p>
<form method="post" action="/checkout/${record.paymentKey}/faults?lang=${words.lang}">
${faultSelect(words)}
<button>${checkout.arm}</button>
</form>
${faultList(words)}
</details>`;
}

/** Makes the facts of a payment: what for, how much. */
export function orderFacts(record: PaymentRecord, words: Words): Piece {
  const { checkout } = words;
  const receipt = record.window?.cashReceiptType;
  return html`<dl class="facts card">
<dt>${checkout.order}</dt><dd>${record.orderName}</dd>
<dt>${checkout.orderId}</dt><dd class="id"><code>${record.orderId}</code></dd>
${receipt ? html`<dt>${checkout.cashReceipt}</dt><dd lang="ko">${receipt}</dd>` : ""}
<dt class="sum-name">${checkout.amount}</dt><dd class="sum">${money(record.amount, record.currency, words)}</dd>
</dl>`;
}

/** Makes the list of faults to choose from, with its label. */
export function faultSelect(words: Words): Piece {
  return html`<label class="field"><span>${words.faults.kind}</span>
<select name="kind">${FAULT_ORDER.map((kind) => html`<option value="${kind}">${words.kinds[kind]}</option>`)}</select></label>`;
}

/** Makes the list that says what each fault does. */
export function faultList({ kinds, lang }: Words): Piece {
  return html`<dl class="about">${FAULT_ORDER.map(
    (kind) => html`<dt>${kinds[kind]}</dt><dd>${FAULT_ABOUT[lang][kind]}</dd>`,
  )}</dl>`;
}

function methodChoice(
  method: GatewayMethod,
  isFirst: boolean,
  record: PaymentRecord,
  words: Words,
): Piece {
  return html`<div class="method"><label><input type="radio" name="method" value="${method}"${
    isFirst ? html` checked` : ""
  }>${words.methods[method]}</label><div class="more">${methodDetails(method, record, words)}</div></div>`;
}

function methodDetails(method: GatewayMethod, record: PaymentRecord, words: Words): Piece {
  const { checkout } = words;
  switch (method) {
    case "card":
      return html`${TEST_CARDS.map(
        (card, index) =>
          html`<label class="choice"><input type="radio" name="card" value="${card.number}"${
            index === 0 ? html` checked` : ""
          }>${words.cards[card.outcome]}<code>•••• ${card.number.slice(-4)}</code></label>`,
      )}`;
    case "easy_pay":
      return html`<p class="soft">${checkout.easyPayHint}</p>`;
    case "transfer":
      return html`<p class="soft">${checkout.transferHint}</p>`;
    case "virtual_account":
      return html`<p class="soft">${checkout.accountHint}</p>${bankSelect(words)}
<label class="field"><span>${checkout.holder}</span><input type="text" name="holder" value="${record.customerName ?? ""}" maxlength="100" autocomplete="name"></label>`;
  }
}

function bankSelect({ checkout, lang }: Words): Piece {
  return html`<label class="field"><span>${checkout.bank}</span>
<select name="bank">${Object.entries(BANKS).map(
    ([code, [ko, en]]) => html`<option value="${code}">${lang === "ko" ? ko : en}</option>`,
  )}</select></label>`;
}

function armedFaults(armed: readonly Fault[], words: Words): Piece {
  if (armed.length === 0) return html``;
  return html`<div class="said" role="status"><strong>${words.checkout.armed}</strong>
<ul>${armed.map((fault) => html`<li>${words.kinds[fault.kind]}: ${FAULT_ABOUT[words.lang][fault.kind]}</li>`)}</ul></div>`;
}
