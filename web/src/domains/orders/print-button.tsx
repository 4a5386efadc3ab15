"use client";
/** Opens the browser's print dialog; without script the browser's own menu does, and the button is not shown. */

/** Draws the button. */
export function PrintButton({ text }: { text: string }) {
  return (
    <button className="button needs-script" onClick={() => window.print()} type="button">
      {text}
    </button>
  );
}
