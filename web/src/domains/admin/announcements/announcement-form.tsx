/** The form in which an announcement is written. It is looked at before it can be sent. */

import type { AnnouncementPreview } from "@edgemart/contracts/announcements";
import { CheckField } from "#forms/fields/check-field.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { TextArea } from "#forms/fields/text-area.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { fill } from "#messages/messages.ts";
import type { Typed } from "#session/flash.ts";
import styles from "../admin.module.css";
import { type Desk, formOfDesk } from "../parts/desk.ts";
import { Fact } from "../parts/fact.tsx";
import { WriteFields } from "../parts/write-fields.tsx";
import { DRAFT_FIELDS, TEXT_MAX } from "./draft-in.ts";

const ACTION = "/api/admin/announcement";

/** Draws the form; `typed` is what comes back with a preview or a test. */
export function AnnouncementForm({ desk, typed }: { desk: Desk; typed: Typed }) {
  const { lang, messages, visit } = desk;
  const texts = messages.admin.notifications.announcements;
  const form = formOfDesk(desk, "write");
  const value = (name: string, first = "") => form.value(name, typed[name] ?? first);
  const error = (name: string) => form.refusal?.fields[name] ?? null;
  return (
    <section aria-labelledby="write" className={styles.part}>
      <h2 id="write">{texts.write}</h2>
      <form action={ACTION} className={`${styles.wide} ${styles.actForm}`} method="post">
        <FormNotice state={form.refusal} />
        <WriteFields lang={lang} owner={visit.member.id} />
        <input name="part" type="hidden" value="write" />
        <input name="act" type="hidden" value="preview" />
        <SelectField
          error={error("audience")}
          label={texts.audience}
          name="audience"
          options={Object.entries(texts.audiences)}
          value={value("audience", "consented")}
        />
        <Field
          autoComplete="off"
          defaultValue={value("memberIds")}
          error={error("memberIds")}
          help={texts.memberIdsHelp}
          label={texts.memberIds}
          maxLength={490}
          name="memberIds"
          optional={messages.mine.optional}
        />
        <SelectField
          error={error("category")}
          help={texts.categoryHelp}
          label={texts.category}
          name="category"
          options={(["service", "marketing"] as const).map(
            (key) => [key, messages.notifications.inbox.categories[key]] as const,
          )}
          value={value("category", "marketing")}
        />
        {(["ko", "en"] as const).map((of) => (
          <div className={styles.wide} key={of}>
            <Field
              autoComplete="off"
              defaultValue={value(`title.${of}`)}
              error={error(`title.${of}`)}
              label={texts.titles[of]}
              lang={of}
              maxLength={40}
              name={`title.${of}`}
              required
            />
            <TextArea
              error={error(`text.${of}`)}
              label={texts.texts[of]}
              lang={of}
              max={TEXT_MAX}
              name={`text.${of}`}
              rows={5}
              value={value(`text.${of}`)}
            />
          </div>
        ))}
        <Field
          autoComplete="off"
          defaultValue={value("path")}
          error={error("path")}
          help={texts.pathHelp}
          label={texts.path}
          maxLength={200}
          name="path"
          optional={messages.mine.optional}
        />
        <SubmitButton pending={messages.admin.sales.pending} text={texts.preview} />
      </form>
    </section>
  );
}

interface PreviewProps {
  desk: Desk;
  preview: AnnouncementPreview;
  typed: Typed;
}

/** Draws how it will look in both languages, to how many it goes, and the two ways on: to oneself, or to all of them. */
export function PreviewPart({ desk, preview, typed }: PreviewProps) {
  const { lang, messages, visit } = desk;
  const texts = messages.admin.notifications.announcements;
  const count = preview.recipients.toLocaleString(lang);
  const words = [...new Set([...preview.adWords.ko, ...preview.adWords.en])];
  const mustLook = typed.category === "service" && words.length > 0;
  const hidden = (act: string) => (
    <>
      <WriteFields lang={lang} owner={visit.member.id} />
      <input name="part" type="hidden" value="preview" />
      <input name="act" type="hidden" value={act} />
      {DRAFT_FIELDS.map((name) => (
        <input key={name} name={name} type="hidden" value={typed[name] ?? ""} />
      ))}
    </>
  );
  return (
    <section aria-labelledby="preview" className={styles.part}>
      <h2 id="preview">{texts.shown}</h2>
      {(["ko", "en"] as const).map((of) => (
        <article className={styles.option} key={of} lang={of}>
          <p className={styles.soft} lang={lang}>
            {texts.asMail}
          </p>
          <h3>{preview.mails[of].subject}</h3>
          {preview.mails[of].text.split(/\n\s*\n/).map((part) => (
            <p key={part}>{part}</p>
          ))}
          <p className={styles.soft} lang={lang}>
            {texts.asPush}
          </p>
          <h3>{preview.pushes[of].title}</h3>
          {preview.pushes[of].text.split("\n").map((part) => (
            <p key={part}>{part}</p>
          ))}
        </article>
      ))}
      <dl className={styles.facts}>
        <Fact term={texts.audience}>
          {texts.audiences[typed.audience as keyof typeof texts.audiences] ?? typed.audience}
        </Fact>
        <Fact term={texts.recipients}>{fill(texts.people, { count })}</Fact>
        <Fact term={texts.channels}>
          {fill(texts.byChannels, { count: preview.pushRecipients.toLocaleString(lang) })}
        </Fact>
        <Fact term={texts.adWords}>{words.join(", ")}</Fact>
      </dl>
      <form action={ACTION} className={`${styles.wide} ${styles.actForm}`} method="post">
        {hidden("test")}
        <p className={styles.soft}>{texts.testText}</p>
        <SubmitButton pending={messages.admin.sales.pending} text={texts.test} />
      </form>
      <form action={ACTION} className={`${styles.wide} ${styles.actForm}`} method="post">
        {hidden("send")}
        <p className={styles.soft}>{texts.sendText}</p>
        {mustLook && (
          <CheckField help={texts.secondHelp} label={texts.second} name="second" required />
        )}
        <SubmitButton
          danger
          pending={messages.admin.sales.pending}
          text={fill(texts.send, { count })}
        />
      </form>
    </section>
  );
}
