/** Reads what a browser answered for a passkey from a posted form: the answer is JSON in one field. Pure. */
import { PasskeyCreate } from "@edgemart/contracts/passkeys";
import { PasskeyProof } from "@edgemart/contracts/webauthn";
import type { z } from "zod";
import type { PostedForm } from "#forms/posted/form-request.ts";

/** Gives the use of a passkey; null for anything that is not of the contract. */
export const postedProof = (form: PostedForm) => read(PasskeyProof, form);

/** Gives a new passkey; null for anything that is not of the contract. */
export const postedPasskey = (form: PostedForm) => read(PasskeyCreate, form);

function read<T>(schema: z.ZodType<T>, form: PostedForm): T | null {
  try {
    const response: unknown = JSON.parse(form.text("response"));
    return schema.safeParse({ challengeId: form.text("challengeId"), response }).data ?? null;
  } catch {
    return null; // not JSON
  }
}
