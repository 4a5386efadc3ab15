/**
 * Which version the text in a form was begun on, while the page around it is renewed.
 *
 * A save of one part brings every other part the next version. That is right for a change of one's own, and would
 * silently overwrite someone else's: a form with text in it then keeps the version it was begun on, and is refused
 * with both texts side by side.
 */
import { hiddenIn } from "./unsaved.ts";

/** Remembers the version each form's text was begun on. */
export interface SeenVersions {
  /** The version to send a form with; null for one without. */
  of(form: HTMLFormElement): string | null;
  /** Notes what dirty forms show before the page is renewed; call the answer afterwards. */
  before(dirty: readonly HTMLFormElement[]): (sent: HTMLFormElement, wasDone: boolean) => void;
  /** The answer to a form showed what is stored: its next version is the page's. */
  shown(form: HTMLFormElement): void;
}

/** Makes the memory of one page. */
export function seenVersions(): SeenVersions {
  const pinned = new WeakMap<HTMLFormElement, string>();
  return {
    of: (form) => pinned.get(form) ?? hiddenIn(form, "version"),
    shown: (form) => void pinned.delete(form),
    before(dirty) {
      const seen = dirty.map((form) => [form, hiddenIn(form, "version")] as const);
      return (sent, wasDone) => {
        for (const [form, version] of seen) {
          if (version === null || form === sent || pinned.has(form)) continue;
          const isOwn = wasDone && hiddenIn(form, "id") === hiddenIn(sent, "id");
          const moved = Number(hiddenIn(form, "version")) - Number(version);
          if (moved > (isOwn ? 1 : 0)) pinned.set(form, version);
        }
      };
    },
  };
}
