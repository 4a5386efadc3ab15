/** The opaque cursor of the member list: the sort key of its last row. Pure. */
import { MemberId } from "@edgemart/contracts/ids";
import { Timestamp } from "@edgemart/contracts/time";
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";
import type { Position } from "../ports.ts";

const CursorContent = z.tuple([Timestamp, MemberId]);

export function writeCursor({ createdAt, id }: Position): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify([createdAt, id])));
}

/** Gives the position, or null for what `writeCursor` did not write. */
export function readCursor(cursor: string): Position | null {
  const bytes = decodeBase64Url(cursor);
  if (!bytes) return null;
  try {
    const parsed = CursorContent.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? { createdAt: parsed.data[0], id: parsed.data[1] } : null;
  } catch {
    return null; // not JSON: a wrong cursor like any other
  }
}
