/** What the verbs need from the codec's Wasm. */
import type { AvifEncodeInput, AvifPixels } from "@edgemart/contracts/avif";

export interface AvifCodec {
  /** @throws when the encoder gives up */
  encode(input: AvifEncodeInput): Promise<Uint8Array>;
  /** @throws when the bytes cannot be decoded */
  decode(bytes: Uint8Array): Promise<AvifPixels>;
}
