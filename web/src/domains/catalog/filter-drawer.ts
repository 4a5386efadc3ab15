/** Where the focus is while filters are chosen: inside an open drawer, and at the chosen box also after a full page load. Browser only. */
import { isComposing } from "#components/composing.ts";

/**
 * Keeps Tab inside an open popover: behind a drawer the focus cannot be seen (APG, dialog).
 *
 * @returns what ends it; undefined where there is no popover
 */
export function keepFocusInside(panel: HTMLElement | null | undefined): (() => void) | undefined {
  if (!panel) return;
  const isOpen = () => panel.matches(":popover-open");
  const stops = () =>
    [...panel.querySelectorAll<HTMLElement>("button, summary, input:enabled")].filter(
      (each) =>
        each.checkVisibility() && !(each instanceof HTMLInputElement && each.type === "hidden"),
    );
  const toggled = () => {
    // The event is a task of its own: a quick hand is at a box of the drawer by then, and stays there.
    if (isOpen() && !panel.contains(document.activeElement)) stops()[0]?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Tab" || isComposing(event) || !isOpen()) return;
    const all = stops();
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  };
  panel.addEventListener("toggle", toggled);
  panel.addEventListener("keydown", keys);
  return () => {
    panel.removeEventListener("toggle", toggled);
    panel.removeEventListener("keydown", keys);
  };
}

const KEY = "filters";
/** A list that was not shown by then was left: the next visit to it begins as any other. */
const KEPT_MS = 60_000;

/** The box that was chosen last, and the list that was asked for by it. */
interface ChosenBox {
  path: string;
  name: string;
  value: string;
  /** The drawer was open. */
  isOpen: boolean;
  at: number;
}

/** Remembers the box for a page load: the router loads the entire page when its own request for the list fails. */
export function rememberBox(path: string, box: HTMLInputElement): void {
  const { name, value } = box;
  const isOpen = box.closest("[popover]")?.matches(":popover-open") ?? false;
  const chosen: ChosenBox = { path, name, value, isOpen, at: Date.now() };
  inStorage((storage) => storage.setItem(KEY, JSON.stringify(chosen)));
}

/** Forgets the box: its list is shown, and the focus never left. */
export function forgetBox(): void {
  inStorage((storage) => storage.removeItem(KEY));
}

/** Opens the drawer again and moves the focus to the remembered box, where the page was loaded for its list. */
export function returnToBox(form: HTMLFormElement | null, path: string): void {
  const kept = inStorage((storage) => storage.getItem(KEY));
  forgetBox();
  const chosen = kept ? (JSON.parse(kept) as ChosenBox) : null;
  if (!form || chosen?.path !== path || Date.now() - chosen.at > KEPT_MS) return;
  const panel = form.closest<HTMLElement>("[popover]");
  if (chosen.isOpen && !panel?.matches(":popover-open")) panel?.showPopover();
  const isHere = document.activeElement === document.body || chosen.isOpen;
  const fields = [...form.elements].filter((each) => each instanceof HTMLInputElement);
  const box = fields.find(({ name, value }) => name === chosen.name && value === chosen.value);
  if (isHere) box?.focus();
}

/** Storage may be refused by the browser's settings: then nothing is remembered. */
function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
