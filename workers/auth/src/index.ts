/** The door of auth: HTTP from the gateway's service binding. It asks member by RPC and offers none itself. */
import { createAuthApp } from "./app.ts";

export default createAuthApp() satisfies ExportedHandler<Env>;
