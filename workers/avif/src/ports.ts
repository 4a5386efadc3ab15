/** What avif needs from the outside world: a codec. */
import type { AvifEncodeInput, AvifPixels } from "@edgemart/contracts/avif";

/** Reads and writes AVIF. */
export interface AvifCodec {
  /** @throws when the encoder gives up */
  encode(input: AvifEncodeInput): Promise<Uint8Array>;
  /** @throws when the bytes cannot be decoded */
  decode(bytes: Uint8Array): Promise<AvifPixels>;
}

/** The dependencies of avif. */
export interface Deps {
  codec: AvifCodec;
}
