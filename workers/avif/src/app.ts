/** Avif's HTTP surface: health alone. */
import { createApp } from "@edgemart/worker-kit/create-app";
import { readAvifConfig } from "./env.ts";

/** The Worker's app. */
export const app = createApp({ service: "avif", readConfig: readAvifConfig });
