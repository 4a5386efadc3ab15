/** The BFF's HTTP surface: the operations of its contract, each with its handler. */
import { bffGroups } from "@edgemart/contracts/bff";
import { createApp } from "@edgemart/worker-kit/create-app";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf } from "./deps.ts";
import { type BffConfig, readBffConfig } from "./env.ts";
import type { Deps } from "./ports.ts";
import { getAccountScreen } from "./routes/get-account-screen.ts";
import { getGeneration } from "./routes/get-generation.ts";
import { getHomeScreen } from "./routes/get-home-screen.ts";
import { getListingScreen } from "./routes/get-listing-screen.ts";
import { getProductScreen } from "./routes/get-product-screen.ts";

/** Screens are read: no operation takes a body. */
const BODY_BYTES_MAX = 0;

/** The app that the door hands requests to. */
export const app = createApp<BffConfig, Deps>({
  service: "bff",
  readConfig: readBffConfig,
  depsOf,
});

serveOperations(
  app,
  bffGroups,
  { getAccountScreen, getGeneration, getHomeScreen, getListingScreen, getProductScreen },
  // A token is read by the handler that takes one, and verified by member.
  (operation) => inputSteps(operation, BODY_BYTES_MAX),
);
