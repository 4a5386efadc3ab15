/** A posted registration → what auth takes, or every field that is wrong. Pure. */
import {
  CONSENT_KINDS,
  CONSENT_VERSIONS,
  type Consent,
  LEGAL_VERSIONS,
} from "@edgemart/contracts/consent";
import type { Locale } from "@edgemart/contracts/locale";
import { RegisterInput } from "@edgemart/contracts/member";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { checked } from "#forms/posted/checked.ts";

interface Posted {
  email: string;
  password: string;
  name: string;
  locale: Locale;
  /** Consents that were ticked. */
  ticked: readonly Consent["kind"][];
}

/** Gives the consents to what is in force now. A page from before a new paper shows an older one: then it is asked again. */
export function agreedTo(posted: (kind: Consent["kind"]) => string): Consent["kind"][] {
  return CONSENT_KINDS.filter((kind) => posted(kind) === CONSENT_VERSIONS[kind]);
}

/** Names each consent that was not ticked. */
export function consentsMissing(ticked: readonly Consent["kind"][]) {
  return CONSENT_KINDS.filter((kind) => !ticked.includes(kind)).map((path) => ({
    path,
    code: "missing",
    message: "must be accepted",
  }));
}

/** @returns `validation_failed` naming each wrong field and each consent that is missing */
export function registration({ ticked, ...fields }: Posted): Result<RegisterInput> {
  const input = checked(RegisterInput, fields);
  const missing = consentsMissing(ticked);
  if (input.ok && missing.length === 0) {
    return ok({ ...input.value, accepts: { ...LEGAL_VERSIONS, age14: true } });
  }
  const wrong = input.ok ? [] : (input.error.errors ?? []);
  return err("validation_failed", { errors: [...wrong, ...missing] });
}
