/** A row of the table: one operation, or one health address, with everything the policies ask of it. */
import type { z } from "zod";
import type { AddressLimit } from "./limits.ts";
import type { CachePolicy, KeyPolicy } from "./policy.ts";
import type { Binding } from "./workers.ts";

/** Who may enter: anyone, anyone with the member's part for a member, members, administrators. */
export type Access = "public" | "optional" | "member" | "admin";

/** What one operation passes on its way. */
export interface Row {
  /** OpenAPI path template, such as `/api/members/{id}`; it names the row in logs and metrics. */
  path: string;
  methods: readonly string[];
  to: Binding;
  access: Access;
  /** `methods` are those that honour the key; others ignore it. */
  idempotency: KeyPolicy & { methods: readonly string[] };
  cookies?: true;
  limit: AddressLimit | null;
  keyedPerMinuteMax: number | null;
  cache: CachePolicy | null;
  /** Largest request body, in bytes; 0 where none is taken. */
  bodyBytesMax: number;
  bodyStreams?: true;
  bodyMs?: number;
  timeoutMs: number;
  /** Parameters that its Worker reads; null: none. */
  query: z.ZodObject | null;
}
