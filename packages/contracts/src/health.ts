/** What `/health` answers in every Worker. */
import { z } from "zod";

/** Describes what `/health` answers. */
export const Health = z
  .object({ status: z.literal("ok"), service: z.string() })
  .meta({ id: "Health" });
/** A parsed `Health`. */
export type Health = z.infer<typeof Health>;
