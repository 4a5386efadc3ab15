/** What a page tells the front door about itself; React moves it into the head. @see src/front/html.ts */

/** `outage`: answer 503. `forbidden`: 403. `missing`: 404. `partial`: a part is missing, do not keep this page. */
export function PageSignal({ kind }: { kind: "outage" | "forbidden" | "missing" | "partial" }) {
  return <meta content={kind} name="edgemart:page" />;
}
