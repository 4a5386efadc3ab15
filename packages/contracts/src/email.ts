/** E-mail addresses: which are taken, and the form that makes one account. Pure. */
import { z } from "zod";

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Gives the lower-case ASCII form that is unique per account, or null when the address is not taken.
 *
 * Tags and dots are kept: they are different mailboxes at many providers. IDN domains become punycode.
 *
 * @see specs/auth.md items 10, 57–59
 */
export function normalizeEmail(address: string): string | null {
  if (new TextEncoder().encode(address).length > 254) return null;
  const at = address.indexOf("@");
  if (at < 1 || at !== address.lastIndexOf("@")) return null;
  const local = address.slice(0, at);
  if (local.length > 64 || !LOCAL.test(local)) return null;
  const domain = asciiDomain(address.slice(at + 1));
  return domain && `${local.toLowerCase()}@${domain}`;
}

function asciiDomain(domain: string): string | null {
  // Refuses what the URL parser would quietly repair: spaces, controls, format characters, full-width forms, ports, paths.
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain) || domain.normalize("NFKC") !== domain) return null;
  // Marks and letters that are shown as nothing (variation selectors, joiners, fillers): two addresses would look alike.
  if (/\p{Default_Ignorable_Code_Point}/u.test(domain)) return null;
  const ascii = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : "";
  const labels = ascii.split(".");
  const named = labels.length > 1 && labels.every((label) => LABEL.test(label));
  return named && !/^\d+$/.test(labels.at(-1) ?? "") ? ascii : null;
}

/** Parses an e-mail address as it is written; `normalizeEmail` gives the form that names one account. */
export const Email = z
  .string()
  .refine(
    (value) => normalizeEmail(value) !== null,
    "must be an e-mail address such as mina@example.com",
  )
  .meta({ example: "mina@example.com" });
