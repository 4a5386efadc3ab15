/** Delivery methods with their fees, and the areas that cost more. */
import type { AdminShippingMethod, RemoteArea } from "@edgemart/contracts/order-terms";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { Field } from "#forms/fields/field.tsx";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { ActForm } from "../parts/act-form.tsx";
import { AdminList } from "../parts/admin-list.tsx";
import type { Desk, FormOfDesk } from "../parts/desk.ts";
import { formOfDesk } from "../parts/desk.ts";
import { Fact } from "../parts/fact.tsx";
import { inLang } from "../parts/in-lang.ts";
import { SalesHead } from "../parts/sales-head.tsx";
import { amountText, MethodFields } from "./method-fields.tsx";
import { areaPart, methodPart } from "./shipping-parts.ts";

interface DeskProps {
  desk: Desk;
  methods: readonly AdminShippingMethod[];
  areas: readonly RemoteArea[];
}

/** Draws the page. */
export function ShippingDesk({ desk, methods, areas }: DeskProps) {
  const texts = desk.messages.admin.terms.shipping;
  return (
    <>
      <SalesHead current="shipping" desk={desk} />
      <p className={styles.soft}>{texts.intro}</p>
      <section aria-labelledby="methods" className={styles.part}>
        <h2 id="methods">{texts.methods}</h2>
        {methods.length === 0 && <p className={styles.alarm}>{texts.noMethods}</p>}
        {methods.map((method) => (
          <MethodPart desk={desk} key={method.id} method={method} />
        ))}
        <ActForm act="create" desk={desk} fresh part="create" title={texts.create}>
          {(form) => <MethodFields desk={desk} form={form} method={null} />}
        </ActForm>
      </section>
      <div className={styles.part}>
        <h2 id="areas">{texts.areas}</h2>
        <p className={styles.soft}>{texts.areasIntro}</p>
        <AreaTable areas={areas} desk={desk} />
        <ActForm act="put" desk={desk} fresh part="put" text={texts.putText} title={texts.put}>
          {(form) => (
            <div className={styles.fields}>
              <Field
                {...form.field("from")}
                inputMode="numeric"
                label={texts.areaFrom}
                maxLength={5}
                required
              />
              <Field
                {...form.field("to")}
                inputMode="numeric"
                label={texts.areaTo}
                maxLength={5}
                required
              />
              <Field {...form.field("name")} label={texts.areaName} maxLength={80} required />
            </div>
          )}
        </ActForm>
      </div>
    </>
  );
}

function MethodPart({ desk, method }: { desk: Desk; method: AdminShippingMethod }) {
  const { lang, messages } = desk;
  const texts = messages.admin.terms.shipping;
  const { id, currency, version } = method;
  const name = inLang(method.name, lang);
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, lang);
  const part = methodPart(id);
  const own: Desk = { ...desk, subject: { id, version } };
  return (
    <article aria-labelledby={`method-${id}`} className={styles.option}>
      <h3 id={`method-${id}`}>
        <span lang={languageOf(name)}>{name}</span>{" "}
        <span className={styles.badge} data-strong={method.active ? "" : undefined}>
          {method.active ? texts.on : texts.off}
        </span>
      </h3>
      <dl className={styles.facts}>
        <Fact term={texts.id}>
          <code className={styles.code}>{id}</code>
        </Fact>
        <Fact term={texts.fee}>{money(method.feeMinor)}</Fact>
        <Fact term={texts.freeFrom}>
          {method.freeFromMinor !== null && money(method.freeFromMinor)}
        </Fact>
        <Fact term={texts.remote}>{money(method.remoteMinor)}</Fact>
        <Fact term={texts.position}>{method.position}</Fact>
      </dl>
      <ActForm
        act="change"
        conflict={{
          differences: differencesOf(own, method, formOfDesk(own, part)),
          keepHref: `/${lang}/admin/shipping`,
        }}
        desk={own}
        fresh
        hidden={{ currency }}
        name={fill(texts.changeOf, { id })}
        part={part}
        title={texts.change}
      >
        {(form) => <MethodFields desk={own} form={form} method={method} />}
      </ActForm>
    </article>
  );
}

function differencesOf({ messages }: Desk, method: AdminShippingMethod, form: FormOfDesk) {
  const texts = messages.admin.terms.shipping;
  const yes = (is: boolean) => (is ? texts.on : texts.off);
  const row = (label: string, name: string, stored: string) =>
    [label, stored, form.value(name, stored)] as const;
  return [
    row(texts.nameKo, "name.ko", method.name.ko),
    row(texts.nameEn, "name.en", method.name.en),
    row(texts.fee, "feeMinor", amountText(method, "feeMinor")),
    row(texts.freeFrom, "freeFromMinor", amountText(method, "freeFromMinor")),
    row(texts.remote, "remoteMinor", amountText(method, "remoteMinor")),
    row(texts.position, "position", String(method.position)),
    [texts.active, yes(method.active), yes(form.value("active") === "on")] as const,
  ];
}

function AreaTable({ desk, areas }: Pick<DeskProps, "desk" | "areas">) {
  const texts = desk.messages.admin.terms.shipping;
  return (
    <AdminList
      columns={[texts.range, texts.areaName, null]}
      isStacked
      items={areas}
      named={{ titledBy: "areas" }}
      none={texts.noAreas}
      row={({ from, to, name }) => {
        const range = `${from}-${to}`;
        return (
          <tr key={range}>
            <th className={styles.nowrap} scope="row">
              {from === to ? from : `${from} – ${to}`}
            </th>
            <td lang={languageOf(name)}>{name}</td>
            <td>
              <ActForm
                act="remove"
                danger
                desk={desk}
                fresh
                hidden={{ range }}
                name={fill(texts.removeOf, { name: `${name} ${range}` })}
                part={areaPart(range)}
                title={texts.remove}
              />
            </td>
          </tr>
        );
      }}
    />
  );
}
