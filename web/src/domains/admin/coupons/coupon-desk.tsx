/** One coupon: what it takes off, how often it was used, and the form that changes its terms. */
import type { AdminCoupon } from "@edgemart/contracts/order-terms";
import { currencyName } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import styles from "../admin.module.css";
import { ActFields } from "../parts/act-form.tsx";
import { type Desk, type FormOfDesk, formOfDesk } from "../parts/desk.ts";
import { Fact } from "../parts/fact.tsx";
import { moneyText } from "../parts/money-input.ts";
import { SalesHead } from "../parts/sales-head.tsx";
import { seoulField } from "../parts/seoul-time.ts";
import { discountText, usesText } from "./coupon-facts.ts";
import { moneyOfCoupon, TermFields } from "./coupon-fields.tsx";

/** Draws the page. */
export function CouponDesk({ desk, coupon }: { desk: Desk; coupon: AdminCoupon }) {
  const { lang, messages } = desk;
  const texts = messages.admin.terms.coupons;
  const form = formOfDesk(desk, "change");
  return (
    <>
      <SalesHead current="coupons" desk={desk} />
      <dl className={styles.facts}>
        <Fact term={texts.value}>{discountText(coupon, lang, texts)}</Fact>
        <Fact term={texts.currency}>{currencyName(coupon.currency, lang)}</Fact>
        <Fact term={texts.uses}>{usesText(coupon, lang, texts)}</Fact>
        <Fact term={messages.admin.member.changed}>
          {shownTime(coupon.updatedAt, lang, "minute")}
        </Fact>
      </dl>
      <section aria-labelledby="terms" className={styles.part}>
        <h2 id="terms">{texts.change}</h2>
        <p className={styles.soft}>{texts.intro}</p>
        <ActFields
          act="change"
          conflict={{
            differences: differencesOf(desk, coupon, form),
            keepHref: `/${lang}/admin/coupons/${coupon.code}`,
          }}
          desk={desk}
          form={form}
          fresh
          hidden={{ currency: coupon.currency }}
          part="change"
          title={texts.change}
        >
          {(of) => <TermFields coupon={coupon} desk={desk} form={of} />}
        </ActFields>
      </section>
    </>
  );
}

function differencesOf(desk: Desk, coupon: AdminCoupon, form: FormOfDesk) {
  const { admin } = desk.messages;
  const { coupons: texts } = admin.terms;
  const yes = (is: boolean) => (is ? admin.sales.yes : admin.sales.no);
  const row = (label: string, name: string, stored: string) =>
    [label, stored, form.value(name, stored)] as const;
  const tick = (label: string, name: "membersOnly" | "active") =>
    [label, yes(coupon[name]), yes(form.value(name) === "on")] as const;
  return [
    row(texts.nameKo, "name.ko", coupon.name.ko),
    row(texts.nameEn, "name.en", coupon.name.en),
    row(
      texts.minimum,
      "minimumMinor",
      coupon.minimumMinor > 0 ? moneyText(moneyOfCoupon(coupon, "minimumMinor")) : "",
    ),
    row(texts.usesMax, "usesMax", String(coupon.usesMax ?? "")),
    row(texts.startsAt, "startsAt", seoulField(coupon.startsAt)),
    row(texts.endsAt, "endsAt", seoulField(coupon.endsAt)),
    row(texts.usesPerMember, "usesPerMember", String(coupon.usesPerMember ?? "")),
    tick(texts.membersOnly, "membersOnly"),
    tick(texts.active, "active"),
  ];
}
