/** What goes wrong with the next mails, so that a failing provider can be seen. */
import { z } from "zod";

/** Kinds of fault, each with what it does to a `POST /send`. */
export const FAULTS = {
  down: { ko: "장애: 503으로 답합니다", en: "Out of order: answers 503" },
  throttle: {
    ko: "제한: 429와 Retry-After로 답합니다",
    en: "Throttled: answers 429 with Retry-After",
  },
  refuse: {
    ko: "설정 오류: 401로 답합니다. 발송이 멈추고 다시 시도합니다",
    en: "Wrong key: answers 401. Sending rests and tries again",
  },
  reject: {
    ko: "거절: 422로 답합니다. 이 메일은 다시 보내지 않습니다",
    en: "Rejected: answers 422. The mail is dead",
  },
  hang: {
    ko: "응답 없음: 메일을 받지 않고 답하지 않습니다",
    en: "Hangs: takes nothing and never answers",
  },
  lose: {
    ko: "응답 유실: 메일을 받고 답을 잃습니다",
    en: "Loses its answer: takes the mail and cuts the line",
  },
} as const;

/** The name of a fault. */
export const FaultKind = z.enum(Object.keys(FAULTS) as [keyof typeof FAULTS]);
/** A parsed `FaultKind`. */
export type FaultKind = z.infer<typeof FaultKind>;

/** What is asked for: a fault for so many mails, or none any more. */
export const FaultInput = z.object({
  kind: z.union([FaultKind, z.literal("none")]),
  times: z.coerce.number().int().min(1).max(100_000).default(1),
});

/** The fault that is met next. */
export interface Faults {
  /** Takes one; null when there is none. */
  take(): FaultKind | null;
  set(input: z.infer<typeof FaultInput>): void;
  left(): { kind: FaultKind; times: number } | null;
}

/** Begins without a fault. */
export function faults(): Faults {
  let armed: { kind: FaultKind; times: number } | null = null;
  return {
    take() {
      if (!armed) return null;
      const { kind, times } = armed;
      armed = times > 1 ? { kind, times: times - 1 } : null;
      return kind;
    },
    set({ kind, times }) {
      armed = kind === "none" ? null : { kind, times };
    },
    left: () => armed,
  };
}
