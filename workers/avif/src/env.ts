/** Environment of avif → configuration. */
import { configReader } from "@edgemart/worker-kit/config";
import { z } from "zod";

const AvifEnvironment = z.object({
  /** Which environment this is. */
  ENVIRONMENT: z.enum(["local", "staging", "production"]),
});

/** The configuration of avif. */
export type AvifConfig = z.infer<typeof AvifEnvironment>;
/** Reads the configuration. @throws ConfigError */
export const readAvifConfig = configReader<AvifConfig>(AvifEnvironment);
