/** Sends text messages by Solapi: as Alimtalk where a template is approved, with SMS in its place where it does not arrive. @see https://docs.solapi.com/api-reference/messages/sendsimplemessage */
import { z } from "zod";
import type { SendOutcome } from "../core/delivery.ts";
import { domesticNumber } from "../core/mobile-number.ts";
import type { SmsSender, TextMessage } from "../ports/sms-sender.ts";
import { askProvider, retryAfterSeconds } from "./send-http.ts";

/** What the sender is made with. */
export interface SolapiTerms {
  /** `https://api.solapi.com`, without a slash at its end. */
  baseUrl: string;
  apiKey: string;
  apiSecret: string;
  /** The shop's number, as it is registered: digits. */
  from: string;
  /** The shop's channel of KakaoTalk; empty: everything goes as SMS. */
  channelId: string;
  /** Solapi's id of each template that was approved, by our name. */
  templateIds: Readonly<Record<string, string>>;
}

const Answer = z.object({ messageId: z.string(), statusCode: z.string() });

/** "Taken, and on its way to the carrier". */
const TAKEN = "2000";

/** Makes the sender. It knows no idempotency keys: a lost answer is handled as one that may have left. */
export function solapiSender(terms: SolapiTerms): SmsSender {
  return {
    name: "solapi",
    hasKeys: false,
    async send(message): Promise<SendOutcome> {
      const told = await askProvider(`${terms.baseUrl}/messages/v4/send`, {
        method: "POST",
        headers: {
          authorization: await authorizationOf(terms, new Date(), crypto.randomUUID()),
          "content-type": "application/json",
        },
        body: JSON.stringify({ message: bodyOf(terms, message) }),
      });
      return "kind" in told ? told : outcomeOf(told);
    },
  };
}

/**
 * Signs a request: HMAC-SHA256 over date and salt, in hex. Solapi takes a date within 15 minutes, and each signature once.
 *
 * @param salt 12 to 64 bytes that did not come before
 * @see https://docs.solapi.com/authentication/overview#authorization
 */
export async function authorizationOf(
  { apiKey, apiSecret }: Pick<SolapiTerms, "apiKey" | "apiSecret">,
  at: Date,
  salt: string,
): Promise<string> {
  const encoder = new TextEncoder();
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(apiSecret), how, false, ["sign"]);
  const date = at.toISOString();
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`${date}${salt}`));
  const signature = Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0"));
  return `HMAC-SHA256 apiKey=${apiKey}, date=${date}, salt=${salt}, signature=${signature.join("")}`;
}

function bodyOf(
  { from, channelId, templateIds }: SolapiTerms,
  { to, templateCode, variables, fallbackText }: TextMessage,
) {
  const templateId = channelId === "" ? undefined : templateIds[templateCode];
  return {
    ...{ to: domesticNumber(to), from, text: fallbackText, country: "82" },
    ...(templateId && {
      kakaoOptions: {
        ...{ pfId: channelId, templateId, disableSms: false },
        variables: Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [`#{${name}}`, value]),
        ),
      },
    }),
  };
}

function outcomeOf({
  status,
  answer,
  retryAfter,
}: {
  status: number;
  answer: unknown;
  retryAfter: string | null;
}): SendOutcome {
  if (status === 200) {
    const sent = Answer.safeParse(answer);
    if (!sent.success) return { kind: "lost", why: "answer_unreadable" };
    const { messageId, statusCode } = sent.data;
    return statusCode === TAKEN
      ? { kind: "sent", providerId: messageId }
      : { kind: "permanent", why: "message_refused" };
  }
  // The key, the registered number or the balance: mended by people, and no fault of the message.
  if (status === 401 || status === 402 || status === 403) {
    return { kind: "stopped", why: "sender_refused" };
  }
  if (status === 429 || status >= 500) {
    const after = retryAfterSeconds(retryAfter);
    return {
      ...{ kind: "transient", why: status === 429 ? "throttled" : "provider_failed" },
      ...(after !== undefined && { retryAfterSeconds: after }),
    };
  }
  return { kind: "permanent", why: "message_refused" };
}
