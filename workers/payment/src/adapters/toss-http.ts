/** Calls of Toss's HTTP API: bounded in time and size, each noted without secrets. */
import { answeredOf } from "../core/gateway-answered.ts";
import type { GatewayCall } from "../ports/payment-gateway.ts";

/** Largest answer that is read, in bytes. */
const ANSWER_BYTES_MAX = 256 * 1024;

/** What came back: parsed JSON of a success, the code of a refusal, or nothing that says anything. */
export type TossAnswer =
  | { kind: "success"; body: unknown }
  | { kind: "refused"; code: string }
  | { kind: "nothing" };

/** One request. */
export interface TossRequest {
  method: "GET" | "POST";
  path: string;
  body?: object;
  idempotencyKey?: string;
  /** Language of the gateway's texts. */
  locale: string;
  /** Of whose payment, as the note says. */
  note: Pick<GatewayCall, "paymentId" | "refundId" | "verb">;
}

/** How the API is reached. */
export interface TossAccess {
  /** Without trailing slash; from configuration alone. */
  baseUrl: string;
  secretKey: string;
  /** Error that the gateway's test environment is asked to answer writes with; null for none. */
  testCode: string | null;
}

/**
 * Asks the API; never throws.
 *
 * @param until epoch milliseconds after which no one waits any more
 * @param calls the note of this call is added to it
 */
export async function askToss(
  { baseUrl, secretKey, testCode }: TossAccess,
  request: TossRequest,
  until: number,
  calls: GatewayCall[],
): Promise<TossAnswer> {
  const begun = Date.now();
  const call: GatewayCall = {
    ...request.note,
    key: request.idempotencyKey ?? null,
    ms: 0,
    httpStatus: null,
    code: null,
    answered: null,
  };
  calls.push(call);
  try {
    const response = await fetch(`${baseUrl}${request.path}`, {
      method: request.method,
      redirect: "manual",
      signal: AbortSignal.timeout(Math.max(1, until - begun)),
      headers: {
        authorization: `Basic ${btoa(`${secretKey}:`)}`,
        "accept-language": request.locale,
        ...(request.body && { "content-type": "application/json" }),
        ...(testCode !== null && request.body && { "tosspayments-test-code": testCode }),
        ...(request.idempotencyKey && { "idempotency-key": request.idempotencyKey }),
      },
      ...(request.body && { body: JSON.stringify(request.body) }),
    });
    call.httpStatus = response.status;
    const text = await readBounded(response);
    if (text === null) return nothing(call, "too_large");
    const body = parsed(text);
    if (body === undefined) return nothing(call, "not_json");
    if (response.status === 200) {
      call.answered = answeredOf(body, call.paymentId);
      return { kind: "success", body };
    }
    const code = codeOf(body);
    call.code = code;
    return code === null ? { kind: "nothing" } : { kind: "refused", code };
  } catch (thrown) {
    const isLate = thrown instanceof Error && /Timeout|Abort/.test(thrown.name);
    return nothing(call, isLate ? "timeout" : "network");
  } finally {
    call.ms = Date.now() - begun;
  }
}

function nothing(call: GatewayCall, code: string): TossAnswer {
  call.code = code;
  return { kind: "nothing" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what is no JSON says nothing, and the outcome is unknown
  }
}

/** Reads the code of an error body; null where it has none. */
function codeOf(body: unknown): string | null {
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : null;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,80}$/.test(code) ? code : null;
}

/** Gives the text of an answer; null when it is larger than what is read. */
async function readBounded(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > ANSWER_BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
