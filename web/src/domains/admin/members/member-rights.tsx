/** Role, state and sign-in of a member: one button for each act. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { holdsRight } from "@edgemart/contracts/rights";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";

interface RightsProps {
  lang: Locale;
  messages: Messages;
  member: Member;
  /** The administrator who looks. */
  viewer: Pick<Member, "id" | "role">;
}

interface Act {
  act: string;
  text: string;
  help: string;
  danger?: boolean;
  fields?: Record<string, string>;
}

/** Draws what an administrator may do to a member: role, status, sessions, password link, deletion. */
export function MemberRights({ lang, messages, member, viewer }: RightsProps) {
  const texts = messages.admin.member.acts;
  const other = member.role === "admin" ? "member" : "admin";
  const acts: Act[] = [
    {
      act: "role",
      text: other === "admin" ? texts.makeAdmin : texts.makeMember,
      help: other === "admin" ? texts.makeAdminHelp : texts.makeMemberHelp,
      fields: { role: other },
    },
    member.status === "active"
      ? { act: "disable", text: texts.disable, help: texts.disableHelp, danger: true }
      : { act: "enable", text: texts.enable, help: texts.enableHelp },
    { act: "unlock", text: texts.unlock, help: texts.unlockHelp },
    { act: "end-sessions", text: texts.endSessions, help: texts.endSessionsHelp },
    // Who is disabled could not use what is mailed.
    ...(member.status === "active"
      ? [{ act: "reset-mail", text: texts.resetMail, help: texts.resetMailHelp }]
      : []),
    ...(holdsRight(viewer.role, "members.rights")
      ? [{ act: "reset-link", text: texts.resetLink, help: texts.resetLinkHelp }]
      : []),
    ...(member.role === "admin"
      ? [{ act: "mfa-link", text: texts.enrolCode, help: texts.enrolCodeHelp }]
      : []),
    ...(member.id === viewer.id
      ? []
      : [
          {
            act: "mfa-reset",
            text: texts.resetFactors,
            help: texts.resetFactorsHelp,
            danger: true,
          },
        ]),
  ];
  return (
    <div className={styles.acts}>
      {member.id === viewer.id && <p>{texts.self}</p>}
      {acts.map(({ act, text, help, danger, fields }) => (
        <form action="/api/admin/member" className={styles.act} key={act} method="post">
          <OwnerFields lang={lang} owner={viewer.id} />
          <input name="id" type="hidden" value={member.id} />
          {Object.entries(fields ?? {}).map(([name, value]) => (
            <input key={name} name={name} type="hidden" value={value} />
          ))}
          <button
            aria-describedby={`${act}-help`}
            className={danger ? "button danger" : "button quiet"}
            name="act"
            type="submit"
            value={act}
          >
            {text}
          </button>
          <p id={`${act}-help`}>{help}</p>
        </form>
      ))}
    </div>
  );
}
