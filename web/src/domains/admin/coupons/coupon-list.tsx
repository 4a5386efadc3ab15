/** Coupons as a table, and the form that makes one. */
import type { AdminCoupon } from "@edgemart/contracts/order-terms";
import { languageOf } from "#components/language-of.ts";
import styles from "../admin.module.css";
import { ActFields } from "../parts/act-form.tsx";
import { AdminList } from "../parts/admin-list.tsx";
import { type Desk, formOfDesk } from "../parts/desk.ts";
import { inLang } from "../parts/in-lang.ts";
import { SalesHead } from "../parts/sales-head.tsx";
import { discountText, periodText, stateOf, usesText } from "./coupon-facts.ts";
import { DiscountFields, TermFields } from "./coupon-fields.tsx";

/** Draws the list and the form. */
export function CouponList({ desk, coupons }: { desk: Desk; coupons: readonly AdminCoupon[] }) {
  const { lang, messages } = desk;
  const texts = messages.admin.terms.coupons;
  const now = Date.now();
  return (
    <>
      <SalesHead current="coupons" desk={desk} />
      <p className={styles.soft}>{texts.intro}</p>
      <AdminList
        columns={[
          texts.code,
          texts.name,
          texts.value,
          texts.period,
          { number: texts.uses },
          texts.state,
        ]}
        isStacked
        items={coupons}
        named={{ label: texts.title }}
        none={texts.none}
        row={(coupon) => {
          const name = inLang(coupon.name, lang);
          return (
            <tr key={coupon.code}>
              <th className={styles.nowrap} scope="row">
                <a href={`/${lang}/admin/coupons/${coupon.code}`}>
                  <code className={styles.code}>{coupon.code}</code>
                </a>
              </th>
              <td lang={languageOf(name)}>{name}</td>
              <td className={styles.nowrap}>{discountText(coupon, lang, texts)}</td>
              <td>{periodText(coupon, lang, texts)}</td>
              <td className={styles.number} data-term={texts.uses}>
                {usesText(coupon, lang, texts)}
              </td>
              <td>
                <span
                  className={styles.badge}
                  data-strong={stateOf(coupon, now) === "on" ? "" : undefined}
                >
                  {texts[stateOf(coupon, now)]}
                </span>
              </td>
            </tr>
          );
        }}
      />
      <section aria-labelledby="new" className={styles.part}>
        <h2 id="new">{texts.create}</h2>
        <ActFields
          act="create"
          desk={desk}
          form={formOfDesk(desk, "create")}
          fresh
          part="create"
          title={texts.create}
        >
          {(form) => (
            <>
              <DiscountFields desk={desk} form={form} />
              <TermFields coupon={null} desk={desk} form={form} />
            </>
          )}
        </ActFields>
      </section>
    </>
  );
}
