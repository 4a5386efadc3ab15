/** Seals refund accounts: AES-256-GCM, bound to the change they belong to. */
import { RefundAccount } from "@edgemart/contracts/payment";
import { decodeBase64Url } from "@edgemart/worker-kit/base64url";
import { joinBytes } from "@edgemart/worker-kit/bytes";

const IV_BYTES = 12;

/** Seals and opens accounts. */
export interface Sealer {
  seal(account: RefundAccount, changeId: string): Promise<Uint8Array>;
  open(sealed: Uint8Array, changeId: string): Promise<RefundAccount>;
}

/** Makes the sealer. @param secret 32 bytes or more in base64url; its SHA-256 is the key */
export function aesSealer(secret: string): Sealer {
  const keyOf = async () => {
    const bytes = decodeBase64Url(secret) ?? new TextEncoder().encode(secret);
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return crypto.subtle.importKey("raw", digest, "AES-GCM", false, ["encrypt", "decrypt"]);
  };
  const bound = (iv: Uint8Array<ArrayBuffer>, changeId: string) => ({
    name: "AES-GCM",
    iv,
    additionalData: new TextEncoder().encode(`change ${changeId}`),
  });
  return {
    async seal(account, changeId) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const plain = new TextEncoder().encode(JSON.stringify(account));
      const sealed = await crypto.subtle.encrypt(bound(iv, changeId), await keyOf(), plain);
      return joinBytes([iv, new Uint8Array(sealed)]);
    },
    async open(sealed, changeId) {
      const iv = Uint8Array.from(sealed.subarray(0, IV_BYTES));
      const rest = Uint8Array.from(sealed.subarray(IV_BYTES));
      const plain = await crypto.subtle.decrypt(bound(iv, changeId), await keyOf(), rest);
      return RefundAccount.parse(JSON.parse(new TextDecoder().decode(plain)));
    },
  };
}
