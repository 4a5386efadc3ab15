"use client";
/** Sends the filters as soon as one is chosen; without script they wait for the button. */
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { isComposing } from "#components/composing.ts";
import { listingPath, listingState } from "./listing-query.ts";

interface FormProps {
  action: string;
  lang: string;
  /** Address of the list the boxes choose. */
  shown: string;
  children: ReactNode;
}

/** Wraps the filters in a form that sends itself when something is chosen. */
export function FilterForm({ action, lang, shown, children }: FormProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const own = useRef<HTMLFormElement>(null);
  /** What was sent last: where to, and what each field then held. */
  const sent = useRef<{ path: string; fields: Map<Element, string> } | null>(null);
  const send = (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const params = Object.fromEntries(
      [...new Set(fields.keys())].map((name) => [name, fields.getAll(name).map(String)]),
    );
    const path = listingPath(lang, listingState(params));
    sent.current = { path, fields: heldBy(form) };
    startTransition(() => router.push(path, { scroll: false }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    // Ticked before the script was there.
    const boxes = own.current?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? [];
    if (own.current && [...boxes].some((box) => box.checked !== box.defaultChecked)) {
      send(own.current);
    }
  }, []);
  const isFirst = useRef(true);
  useEffect(() => {
    // An older answer: the boxes are already of the list that is on its way.
    if (isPending && shown !== sent.current?.path) return;
    if (!isFirst.current) takeDefaults(own.current, sent.current?.fields);
    isFirst.current = false;
  }, [shown, isPending]);
  useEffect(() => keepFocusInside(own.current?.closest<HTMLElement>("[popover]")), []);
  return (
    <form
      action={action}
      aria-busy={isPending}
      data-pending={isPending ? "" : undefined}
      method="get"
      ref={own}
      // A box is sent when it is ticked; text when the form is submitted, because React's change event comes with each key.
      onChange={(event) => {
        const field = event.target as unknown as HTMLInputElement;
        if (field.type === "checkbox") send(event.currentTarget);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send(event.currentTarget);
      }}
    >
      {children}
    </form>
  );
}

/** What each field holds. */
function heldBy(form: HTMLFormElement): Map<Element, string> {
  const fields = [...form.elements].filter((each) => each instanceof HTMLInputElement);
  return new Map(fields.map((field) => [field, heldIn(field)]));
}

function heldIn({ type, checked, value }: HTMLInputElement): string {
  return type === "checkbox" ? String(checked) : value;
}

/** Makes the form what the list says, but for what was chosen or typed since it was asked for: that is newer. */
function takeDefaults(form: HTMLFormElement | null, sent: Map<Element, string> | undefined): void {
  for (const field of form?.elements ?? []) {
    if (!(field instanceof HTMLInputElement)) continue;
    const isTyping = field === document.activeElement && field.type === "text";
    if (isTyping || (sent?.get(field) ?? heldIn(field)) !== heldIn(field)) continue;
    if (field.type === "checkbox") field.checked = field.defaultChecked;
    else field.value = field.defaultValue;
  }
}

/** A popover lets the focus out, which cannot be seen under a drawer: it goes round inside instead (APG, dialog). */
function keepFocusInside(panel: HTMLElement | null | undefined): (() => void) | undefined {
  if (!panel) return;
  const isOpen = () => panel.matches(":popover-open");
  const stops = () =>
    [...panel.querySelectorAll<HTMLElement>("button, summary, input:enabled")].filter(
      (each) =>
        each.checkVisibility() && !(each instanceof HTMLInputElement && each.type === "hidden"),
    );
  const toggled = () => isOpen() && stops()[0]?.focus();
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
