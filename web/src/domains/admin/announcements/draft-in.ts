/** An announcement as its form writes it. Pure. */
import { AnnouncementDraft } from "@edgemart/contracts/announcements";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Typed } from "#session/flash.ts";

/** Longest text of the form: both languages have to come back with a page that shows them. The API takes more. */
export const TEXT_MAX = 400;

/** Fields of the form. */
export const DRAFT_FIELDS = [
  ...["audience", "memberIds", "category", "title.ko", "text.ko", "title.en", "text.en", "path"],
] as const;

/** Reads the draft; `validation_failed` names fields of the form. */
export function draftIn(typed: Typed): Result<AnnouncementDraft, "validation_failed"> {
  const text = (name: string) => (typed[name] ?? "").replaceAll("\r\n", "\n").trim();
  const kind = text("audience");
  const memberIds = text("memberIds")
    .split(/[\s,]+/)
    .filter(Boolean);
  const said = (lang: "ko" | "en") => ({
    title: text(`title.${lang}`),
    text: text(`text.${lang}`),
  });
  const draft = AnnouncementDraft.safeParse({
    audience: kind === "members" ? { kind, memberIds } : { kind },
    category: text("category"),
    texts: { ko: said("ko"), en: said("en") },
    ...(text("path") !== "" && { path: text("path") }),
  });
  if (draft.success) return ok(draft.data);
  const errors = draft.error.issues.map(({ path, code, message }) => ({
    ...{ code, message },
    path: fieldOf(path.join(".")),
  }));
  return err("validation_failed", { errors });
}

/** The field of the form that a path of the draft is written in. */
export function fieldOf(path: string): string {
  const [, lang, part] = /^texts\.(ko|en)\.(title|text)$/.exec(path) ?? [];
  if (lang && part) return `${part}.${lang}`;
  return path.startsWith("audience.") ? "memberIds" : path;
}
