/** What is shown while the result of a payment is being asked for: the page asks again by itself, and then says that it goes on without it. */
import { BlankPage } from "#components/notice.tsx";
import type { Messages } from "#messages/messages.ts";

interface WaitingProps {
  messages: Messages;
  /** Asks again, after so many seconds; null when the page stops asking. */
  next: { href: string; seconds: number | null };
  /** Said when it stops. */
  longText: string;
  /** Where the result is shown once it is known. */
  result: { href: string; text: string };
}

/** Draws the page. */
export function WaitingView({ messages, next, longText, result }: WaitingProps) {
  const texts = messages.checkout.pay;
  const isLong = next.seconds === null;
  return (
    <>
      {!isLong && <meta content={`${next.seconds};url=${next.href}`} httpEquiv="refresh" />}
      <BlankPage
        sign="…"
        text={isLong ? longText : texts.checkingText}
        title={isLong ? texts.checkingLong : texts.checking}
      >
        <a className="button quiet" href={next.href}>
          {texts.reload}
        </a>
        <a className="button quiet" href={result.href}>
          {result.text}
        </a>
      </BlankPage>
    </>
  );
}
