"use client";
/** Sends the filters as soon as one is chosen; without script they wait for the button. */
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import { listingPath, listingState } from "./listing-query.ts";

interface FormProps {
  action: string;
  lang: string;
  children: ReactNode;
}

export function FilterForm({ action, lang, children }: FormProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const own = useRef<HTMLFormElement>(null);
  const send = (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const params = Object.fromEntries(
      [...new Set(fields.keys())].map((name) => [name, fields.getAll(name).map(String)]),
    );
    const path = listingPath(lang, listingState(params));
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
  return (
    <form
      action={action}
      data-pending={isPending ? "" : undefined}
      method="get"
      ref={own}
      // Text is sent when it is left or confirmed, a box when it is ticked: React's own change event comes with each key.
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
