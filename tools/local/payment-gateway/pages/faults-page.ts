/** The page of faults and clock: the same controls that tests have, for a person. */
import { Hono } from "hono";
import { html } from "hono/html";
import { advance, arm } from "../controls.ts";
import { type Fault, FaultInput } from "../faults.ts";
import type { Gateway } from "../gateway.ts";
import { faultList, faultSelect } from "./checkout-page.ts";
import { type Piece, show, wordsOf } from "./layout.ts";
import { isFromPage, tokenField } from "./token.ts";
import { moment, type Words } from "./words.ts";

const STEPS = { minutes: 11 * 60, hour: 3_600, day: 86_400 } as const;

/** Makes the routes of the page. */
export function faultsPageOf(gateway: Gateway): Hono {
  const app = new Hono();
  app.get("/faults", (c) => {
    const words = wordsOf(c);
    const body = html`<p class="soft">${words.faults.intro}</p>
${armedList(gateway, words)}
<div class="columns"><div>${faultForm(gateway, words)}</div><div>${clockForm(gateway, words)}</div></div>
<h2>${words.faults.about}</h2>${faultList(words)}
<p class="soft">${words.faults.api}</p>`;
    return show(c, { title: words.faults.title, body, here: "faults", isWide: true });
  });
  app.post("/faults/form", async (c) => {
    const form = await c.req.parseBody();
    if (!isFromPage(form, gateway)) return c.text("Forbidden", 403);
    if (form.do === "clear") await gateway.book.commit({ faults: [] });
    const step = STEPS[String(form.advance) as keyof typeof STEPS];
    if (step) await advance(gateway, step);
    const input = FaultInput.safeParse({
      match: form.match ? String(form.match).trim() : { next: 1 },
      kind: form.kind,
      ...(form.value && {
        value: /^\d+$/.test(String(form.value)) ? Number(form.value) : form.value,
      }),
    });
    if (input.success) await arm(gateway, input.data);
    return c.redirect(`/faults?lang=${wordsOf(c).lang}`, 303);
  });
  return app;
}

function armedList(gateway: Gateway, words: Words): Piece {
  const { faults } = gateway.book;
  if (faults.length === 0) return html`<p class="card">${words.faults.none}</p>`;
  return html`<ul class="list">${faults.map((fault) => armedRow(fault, words))}</ul>
<form method="post" action="/faults/form?lang=${words.lang}">${tokenField(gateway)}
<button name="do" value="clear">${words.faults.clear}</button></form>`;
}

function armedRow(fault: Fault, { faults, kinds }: Words): Piece {
  const value = !fault.value ? "" : html` <code>${fault.value}</code>`;
  return html`<li><div class="line"><strong>${kinds[fault.kind]}${value}</strong>
<span class="soft">${fault.orderId === null ? faults.everyNext : html`<code>${fault.orderId}</code>`} ·
${fault.left === null ? faults.always : faults.timesLeft(fault.left)}</span></div></li>`;
}

function faultForm(gateway: Gateway, words: Words): Piece {
  const { faults } = words;
  return html`<h2>${faults.arm}</h2><form method="post" action="/faults/form?lang=${words.lang}" class="card">
${tokenField(gateway)}${faultSelect(words)}
<label class="field"><span>${faults.match}</span><input type="text" name="match" autocomplete="off" maxlength="64"><small>${faults.matchHint}</small></label>
<label class="field"><span>${faults.value}</span><input type="text" name="value" autocomplete="off" maxlength="20"><small>${faults.valueHint}</small></label>
<button>${faults.arm}</button></form>`;
}

function clockForm(gateway: Gateway, words: Words): Piece {
  const { clock, clockHint, advance: steps } = words.faults;
  // Guarantee of the cast: the steps have these three names.
  const names = Object.keys(STEPS) as (keyof typeof STEPS)[];
  return html`<h2>${clock}</h2><form method="post" action="/faults/form?lang=${words.lang}" class="card">
${tokenField(gateway)}<p><strong>${moment(gateway.book.now(), words)}</strong></p><p class="soft">${clockHint}</p>
<div class="row">${names.map((name) => html`<button name="advance" value="${name}">+ ${steps[name]}</button>`)}</div></form>`;
}
