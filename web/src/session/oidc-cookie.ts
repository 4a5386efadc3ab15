/**
 * What this browser has begun at a provider, and what came of it, in one HttpOnly cookie. Pure.
 *
 * Only what is in it may finish: the other half of each transaction, and the ticket of a person who has to decide.
 *
 * @see specs/identity.md 23, 29
 */
import { LinkMethod } from "@edgemart/contracts/google";
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";
import { readCookie, setCookie } from "./cookies.ts";

/** Sign-ins that may be under way side by side. */
export const BEGUN_MAX = 3;
const LIFE_SECONDS = 600;
/** As long as its link. */
const CLAIM_SECONDS = 3_600;
const LABEL_CHARS = 16;

const Begun = z.object({
  /** Beginning of its state. */
  label: z.string().max(LABEL_CHARS),
  transaction: z.string().max(64),
  purpose: z.enum(["sign_in", "prove", "link"]),
  lang: z.enum(["ko", "en"]),
  /** Checked path to go to afterwards; empty for the home page. */
  back: z.string().max(1_024),
  /** Who proves itself anew: another member's account does not serve. */
  memberId: z.string().max(40).optional(),
});
/** A sign-in that this browser began. */
export type Begun = z.infer<typeof Begun>;

const Ticket = z.object({
  ticket: z.string().max(64),
  status: z.enum(["consent_required", "link_required"]),
  email: z.string().max(320),
  name: z.string().max(80).optional(),
  methods: z.array(LinkMethod).optional(),
  back: z.string().max(1_024),
});
/** What a sign-in came to, until its person decides. */
export type Ticket = z.infer<typeof Ticket>;

const Claim = z.object({
  /** The ticket that the link was asked for with: in another browser the link does nothing. */
  key: z.string().max(64),
  email: z.string().max(320),
  back: z.string().max(1_024),
});
/** A link that was asked for, until it is opened here. */
export type Claim = z.infer<typeof Claim>;

const Kept = z.object({
  begun: z.array(Begun).max(BEGUN_MAX),
  ticket: Ticket.nullable(),
  claim: Claim.nullable().default(null),
});
/** Everything of the cookie. */
export type OidcKept = z.infer<typeof Kept>;

/** Reads it; what is not of our form is as if there were nothing. */
export function readOidc(cookie: string | null | undefined, name: string): OidcKept {
  const bytes = decodeBase64Url(readCookie(cookie, name) ?? "");
  try {
    const read = bytes ? Kept.safeParse(JSON.parse(new TextDecoder().decode(bytes))) : null;
    if (read?.success) return read.data;
  } catch {
    // not JSON: nothing of ours
  }
  return { begun: [], ticket: null, claim: null };
}

/** Writes the `Set-Cookie` that keeps it; without anything to keep the cookie ends. */
export function oidcCookie(name: string, kept: OidcKept): string {
  const isEmpty = kept.begun.length === 0 && kept.ticket === null && kept.claim === null;
  const life = kept.claim ? CLAIM_SECONDS : LIFE_SECONDS;
  const text = isEmpty ? "" : encodeBase64Url(new TextEncoder().encode(JSON.stringify(kept)));
  return setCookie(name, text, { maxAge: isEmpty ? 0 : life, httpOnly: true });
}

/** Adds a sign-in as the newest; the oldest beyond three goes, and a ticket of before with it. */
export function withBegun(
  { begun, claim }: OidcKept,
  state: string,
  added: Omit<Begun, "label">,
): OidcKept {
  return {
    ...{ claim, ticket: null },
    begun: [{ label: labelOf(state), ...added }, ...begun].slice(0, BEGUN_MAX),
  };
}

/** Takes the sign-in of a state out; null when this browser did not begin it. */
export function takeBegun(
  { begun, claim, ticket }: OidcKept,
  state: string,
): { found: Begun | null; left: OidcKept } {
  const found = begun.find(({ label }) => label === labelOf(state)) ?? null;
  return { found, left: { begun: begun.filter((each) => each !== found), claim, ticket } };
}

function labelOf(state: string): string {
  return state.slice(0, LABEL_CHARS);
}
