/** Announcements: looked at, tried on oneself, sent, stopped, and planned by the clock. @see specs/notifications.md 21, 41 */
import type {
  Announcement,
  AnnouncementDraft,
  AnnouncementInput,
  AnnouncementPreview,
} from "@edgemart/contracts/announcements";
import type { CallContext } from "@edgemart/contracts/call";
import { MEMBER_PAGE_MAX } from "@edgemart/contracts/member-contact";
import { err, type FieldError, ok, type Result } from "@edgemart/contracts/result";
import { adWords, holdsLabel } from "../core/mails/advertising.ts";
import { announcementSubject } from "../core/mails/announcement-mail.ts";
import { announcementPush } from "../core/mails/announcement-push.ts";
import type { NewAnnouncement } from "../ports/announcements.ts";
import type { Deps } from "../ports/deps.ts";
import type { Write } from "../ports/office.ts";

/** Shows how it will look, and counts to how many it goes. */
export async function previewAnnouncement(
  deps: Deps,
  draft: AnnouncementDraft,
  call: CallContext,
): Promise<Result<AnnouncementPreview, "validation_failed">> {
  const wrong = labelErrors(draft);
  if (wrong) return err("validation_failed", { errors: wrong });
  const content = contentOf(draft);
  const mail = (lang: "ko" | "en") => ({
    subject: announcementSubject(content, lang),
    ...draft.texts[lang],
  });
  const push = (lang: "ko" | "en") => {
    const { title, text } = announcementPush(content, lang, deps.settings.sender);
    return { title, text };
  };
  const [recipients, pushRecipients] = await Promise.all([
    countOf(deps, draft, call),
    deps.announcements.pushable(draft),
  ]);
  return ok({
    ...{ recipients, pushRecipients },
    mails: { ko: mail("ko"), en: mail("en") },
    pushes: { ko: push("ko"), en: push("en") },
    adWords: adWords(draft.texts),
  });
}

type Made = Result<Announcement, "validation_failed" | "idempotency_key_reused" | "not_found">;

/** Sends it to the one who wrote it alone, at once, whatever that member agreed to: it is a proof, not a message. */
export async function testAnnouncement(
  deps: Deps,
  draft: AnnouncementDraft,
  write: Write,
): Promise<Made> {
  const memberIds = [write.viewer.memberId];
  const made = await make(deps, write, draft, async () => ({
    ...contentOf(draft),
    ...{ audience: { kind: "members", memberIds }, at: null, recipients: 1, isTest: true },
  }));
  if (made.ok && made.value.state === "due") {
    await deps.announcements.plan({ id: made.value.id, kind: "members", lastMember: "" }, null);
  }
  return made;
}

/** Keeps it; the clock plans it. @returns `advertising_in_service`: someone has to look a second time */
export async function sendAnnouncement(
  deps: Deps,
  input: AnnouncementInput,
  write: Write,
  call: CallContext,
): Promise<Made | Result<never, "advertising_in_service">> {
  const { ko, en } = adWords(input.texts);
  const holdsAd = ko.length + en.length > 0;
  if (input.category === "service" && holdsAd && !input.isNoAdvertising) {
    return err("advertising_in_service");
  }
  return make(deps, write, input, async () => ({
    ...contentOf(input),
    ...{ audience: input.audience, at: input.at ?? null, isTest: false },
    recipients: await countOf(deps, input, call),
  }));
}

/** Plans the next members of the announcement whose turn it is: a thousand a minute at most, of all together. */
export async function planAnnouncements(deps: Deps, call: CallContext): Promise<number> {
  const open = await deps.announcements.next();
  if (!open) return 0;
  const page =
    open.kind === "all"
      ? await deps.members.members({ after: open.lastMember || null, limit: MEMBER_PAGE_MAX }, call)
      : null;
  return deps.announcements.plan(open, page?.memberIds ?? null);
}

async function make(
  { announcements }: Deps,
  write: Write,
  draft: AnnouncementDraft,
  prepared: () => Promise<NewAnnouncement>,
): Promise<Made> {
  const wrong = labelErrors(draft);
  if (wrong) return err("validation_failed", { errors: wrong });
  const shown = async (id: string): Promise<Made> => {
    const found = await announcements.find(id);
    return found ? ok(found) : err("not_found");
  };
  const before = await announcements.recall(write.key);
  if (before) return before.sameInput ? shown(before.subjectId) : err("idempotency_key_reused");
  const id = await announcements.make(await prepared(), write);
  if (id) return shown(id);
  // The same key at the same moment: the other one has made it.
  const other = await announcements.recall(write.key);
  if (!other) return err("not_found");
  return other.sameInput ? shown(other.subjectId) : err("idempotency_key_reused");
}

/** The label of advertising is the builder's: one that staff wrote would stand twice, or look like it. */
function labelErrors({ texts }: AnnouncementDraft): FieldError[] | null {
  const wrong = (["ko", "en"] as const)
    .filter((lang) => holdsLabel(texts[lang].title) || holdsLabel(texts[lang].text))
    .map((lang) => ({
      path: `texts.${lang}.title`,
      code: "label",
      message: "must not hold the label of advertising",
    }));
  return wrong.length > 0 ? wrong : null;
}

function contentOf({ category, texts, path }: AnnouncementDraft) {
  return { category, texts, path: path ?? null };
}

async function countOf(
  deps: Deps,
  { audience }: AnnouncementDraft,
  call: CallContext,
): Promise<number> {
  switch (audience.kind) {
    case "members":
      return new Set(audience.memberIds).size;
    case "consented":
      return deps.announcements.consenting();
    case "all":
      return (await deps.members.members({ after: null, limit: 1 }, call)).total;
  }
}
