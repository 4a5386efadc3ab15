"use client";
/** A fold of filters that never closes by itself. */
import { type ReactNode, useState } from "react";

interface FoldProps {
  className: string | undefined;
  /** Something in it is chosen, or it is one of the first. */
  isOpen: boolean;
  children: ReactNode;
}

/** Draws the fold; once open it stays open when its last box is cleared, because the focus is at that box. */
export function FacetFold({ className, isOpen, children }: FoldProps) {
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return (
    <details className={className} open={isOpen || wasOpen}>
      {children}
    </details>
  );
}
