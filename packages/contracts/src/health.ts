/** What `/health` answers in every Worker. */
import { z } from "zod";

export const Health = z
  .object({ status: z.literal("ok"), service: z.string() })
  .meta({ id: "Health" });
export type Health = z.infer<typeof Health>;
