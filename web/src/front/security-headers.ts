/** Headers every answer of the storefront carries. Pure. */
import { TRANSPORT_SECURITY } from "@edgemart/worker-kit/transport-security";

/** Sets them; an answer's own Content-Security-Policy stays, and `no-referrer` of one whose address holds a secret. @param https whether the shop's origin is */
export function secure(headers: Headers, https: boolean): void {
  headers.set("x-content-type-options", "nosniff");
  if (headers.get("referrer-policy") !== "no-referrer") {
    headers.set("referrer-policy", "strict-origin-when-cross-origin");
  }
  headers.set("x-frame-options", "DENY");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (https) headers.set("strict-transport-security", TRANSPORT_SECURITY);
  if (!headers.has("content-security-policy")) {
    headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  }
  headers.delete("x-powered-by");
  headers.delete("x-opennext");
}
