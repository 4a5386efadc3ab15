/** Posts the forms of a page one after another without leaving it, and asks before unsaved text is left. */
import { seenVersions } from "./seen-versions.ts";
import {
  choose,
  dirtyForms,
  holdsUnsaved,
  isPersonal,
  takeStored,
  untouchedChoices,
} from "./unsaved.ts";

/** Dispatched on the window when a form could not be sent at all. */
export const FORM_UNSENT = "form-unsent";
/** Dispatched on the window when a form is sent in place: the sign of the page shows it. */
export const FORM_SENT = "form-sent";
/** Dispatched on the window when a form was answered: its button stops waiting. */
export const FORM_ANSWERED = "unsent";

/** What keeping the forms of a page needs to know and to do. */
export interface Keeping {
  /** False where forms are posted by the browser: only leaving is asked about. */
  inPlace: boolean;
  /** The question before unsaved text is left. */
  question: string;
  /** Renews the page around what is typed. */
  renew(): Promise<void>;
  /** Shows a sentence where it can be seen, or none. */
  say(text: string | null): void;
  /** What to say of a problem that no page speaks of. */
  sentenceOf(status: number): string;
}

/** @returns the way to stop */
export function keepForms(keeping: Keeping): () => void {
  const versions = seenVersions();
  const sending = new Set<HTMLFormElement>();
  let isLeaving = false;
  let last: Promise<void> = Promise.resolve();

  const mayLeave = (from?: HTMLFormElement) => {
    isLeaving = !holdsUnsaved(from) || window.confirm(keeping.question);
    return isLeaving;
  };
  const submitted = (event: SubmitEvent) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const isOwn = isPersonal(form);
    if (isOwn && keeping.inPlace) {
      event.preventDefault();
      if (sending.has(form)) return;
      sending.add(form);
      keeping.say(null);
      // Read now: a button that waits is disabled, and would be left out.
      const { submitter } = event;
      const data = new FormData(form, submitter);
      last = last.then(() => post(form, submitter, data));
    } else if (!mayLeave(isOwn ? form : undefined)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  async function post(form: HTMLFormElement, submitter: HTMLElement | null, data: FormData) {
    form.setAttribute("aria-busy", "true");
    window.dispatchEvent(new Event(FORM_SENT));
    try {
      const version = versions.of(form);
      if (version !== null) data.set("version", version);
      const path = await sent(form, data);
      if (path === null) return;
      if (new URL(path, location.href).pathname === location.pathname) {
        await renewed(form, submitter, data);
      } else if (mayLeave(form)) {
        location.assign(path);
      }
    } finally {
      sending.delete(form);
      form.removeAttribute("aria-busy");
      window.dispatchEvent(new Event(FORM_ANSWERED));
    }
  }

  /** Gives the page that says what became of it; null when none does. */
  async function sent(form: HTMLFormElement, data: FormData): Promise<string | null> {
    // Every value of these forms but a file is a text.
    const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data as never);
    const headers = { accept: "application/json", "x-bff": "1" };
    try {
      const answer = await fetch(form.getAttribute("action") ?? "", {
        method: "POST",
        headers,
        body,
      });
      if (answer.ok) return ((await answer.json()) as { location: string }).location;
      keeping.say(keeping.sentenceOf(answer.status));
    } catch {
      window.dispatchEvent(new Event(FORM_UNSENT));
    }
    return null;
  }

  async function renewed(form: HTMLFormElement, submitter: HTMLElement | null, data: FormData) {
    const choices = untouchedChoices();
    const settle = versions.before(dirtyForms());
    await keeping.renew();
    const notice = document.getElementById("notice");
    const wasDone = notice?.getAttribute("role") === "status";
    versions.shown(form);
    settle(form, wasDone);
    for (const field of choices) choose(field);
    // What was typed on while it was sent is not what was saved.
    if (wasDone && isAsSent(form, data)) takeStored(form);
    window.dispatchEvent(new Event(FORM_ANSWERED));
    await enabledAgain(submitter);
    settleFocus(form, submitter, notice, wasDone);
    if (wasDone && notice && !isInView(notice)) keeping.say(notice.innerText);
  }

  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !leavesBy(link, event) || mayLeave()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const unloading = (event: BeforeUnloadEvent) => {
    if (!isLeaving && holdsUnsaved()) event.preventDefault();
  };
  const stays = () => {
    isLeaving = false;
  };
  // Before all other listeners: what is not left must not be left by a router either.
  document.addEventListener("submit", submitted, true);
  window.addEventListener("click", clicked, true);
  window.addEventListener("beforeunload", unloading);
  window.addEventListener("pageshow", stays);
  document.addEventListener("input", stays);
  return () => {
    document.removeEventListener("submit", submitted, true);
    window.removeEventListener("click", clicked, true);
    window.removeEventListener("beforeunload", unloading);
    window.removeEventListener("pageshow", stays);
    document.removeEventListener("input", stays);
  };
}

/** What changes with each rendering of the page, whatever is typed. */
const OF_PAGE = new Set(["key", "version", "act"]);

function isAsSent(form: HTMLFormElement, data: FormData): boolean {
  const texts = (from: FormData) =>
    JSON.stringify(
      [...from].filter(([name, value]) => !OF_PAGE.has(name) && typeof value === "string"),
    );
  return texts(new FormData(form)) === texts(data);
}

/** A button that waited is enabled by React, soon after it is notified; one that stays disabled is not waited for long. */
async function enabledAgain(button: HTMLElement | null): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (!button?.isConnected || !button.matches(":disabled")) return;
  }
}

/** The focus stays where it was; what is refused takes it, because it leads to the fields. */
function settleFocus(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  notice: HTMLElement | null,
  wasDone: boolean,
): void {
  if (!wasDone) {
    notice?.focus({ preventScroll: true });
    notice?.scrollIntoView({ block: "nearest" });
    return;
  }
  if (document.activeElement && document.activeElement !== document.body) return;
  const next = form.isConnected ? form.querySelector<HTMLElement>("button:enabled") : null;
  const target = submitter?.isConnected ? submitter : (next ?? notice);
  target?.focus({ preventScroll: true });
}

function isInView(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/** Tells whether a click leaves the page in this tab. */
function leavesBy(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if ((link.target && link.target !== "_self") || link.hasAttribute("download")) return false;
  const to = new URL(link.href, location.href);
  const isSame = to.pathname === location.pathname && to.search === location.search;
  return !(isSame && to.hash);
}
