/** What a posted form left for the page that shows it next. */
import type { FormName, Typed } from "#session/flash.ts";

/** What a form left: its code, its wrong fields, and what was typed. */
export interface FormMessage {
  form: FormName;
  /** Public error code, what was done, or `draft`: typed before the session ended. */
  code: string;
  /** The part of the page it was asked at. */
  part?: string | undefined;
  fields: Record<string, string>;
  typed: Typed;
  retryAfterSeconds: number | null;
}
