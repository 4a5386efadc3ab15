/** What a gate is told of a code that was shown to it. Pure. @see specs/ticketing.md 54, 58, 59 */

/** Verdicts of a scan. */
export type Verdict =
  | "ADMIT"
  | "ALREADY_IN"
  | "CANCELLED"
  | "MOVED_ON"
  | "WRONG_EVENT"
  | "WRONG_GATE"
  | "TOO_EARLY"
  | "FORGED"
  | "UNKNOWN";

/** What a code says, once its signature was checked. Times are epoch milliseconds. */
export interface CodeRead {
  eventDigest: string;
  serial: number;
  version: number;
  notAfter: number;
}

/** The ticket's row. */
export interface TicketRow {
  state: "VALID" | "USED" | "CANCELLED";
  version: number;
  section: number;
}

/** The gate that asks. */
export interface Gate {
  eventDigest: string;
  /** Sections it lets in; empty for all. */
  sections: readonly number[];
  doorsAt: number;
}

/** Nobody is let in so long before the doors open. */
export const EARLY_MS = 30 * 60_000;

/**
 * Judges a code.
 *
 * @param code null where the signature or the form is wrong
 * @param ticket null where the event has no ticket of that serial
 * @param hasSnapshot a gate that knows each ticket's version ignores the code's own end
 */
export function verdictOf(
  code: CodeRead | null,
  ticket: TicketRow | null,
  gate: Gate,
  now: number,
  hasSnapshot: boolean,
): Verdict {
  if (!code) return "FORGED";
  if (code.eventDigest !== gate.eventDigest) return "WRONG_EVENT";
  if (!ticket) return "UNKNOWN";
  return verdictOfTicket(ticket, code.version, gate, now, !hasSnapshot && code.notAfter < now);
}

/** Judges a serial that was typed: it says nothing of a version. */
export function verdictOfSerial(ticket: TicketRow | null, gate: Gate, now: number): Verdict {
  return ticket ? verdictOfTicket(ticket, ticket.version, gate, now, false) : "UNKNOWN";
}

function verdictOfTicket(
  ticket: TicketRow,
  version: number,
  gate: Gate,
  now: number,
  isOld: boolean,
): Verdict {
  // An older version first: who sold a ticket on is not told what became of it.
  if (version !== ticket.version || isOld) return "MOVED_ON";
  if (ticket.state === "CANCELLED") return "CANCELLED";
  if (ticket.state === "USED") return "ALREADY_IN";
  if (gate.sections.length > 0 && !gate.sections.includes(ticket.section)) return "WRONG_GATE";
  return now < gate.doorsAt - EARLY_MS ? "TOO_EARLY" : "ADMIT";
}
