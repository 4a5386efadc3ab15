"use client";
/** Sends the filters as soon as one is chosen; without script they wait for the button. */
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { forgetBox, keepFocusInside, rememberBox, returnToBox } from "./filter-drawer.ts";
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
    return path;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    returnToBox(own.current, shown);
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
    if (!isFirst.current) {
      takeDefaults(own.current, sent.current?.fields);
      if (!isPending) forgetBox();
    }
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
        if (field.type !== "checkbox") return;
        rememberBox(send(event.currentTarget), field);
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
