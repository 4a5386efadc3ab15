/** How OpenNext builds the storefront: no incremental cache, because src/front keeps finished pages itself. */
import { defineCloudflareConfig } from "@opennextjs/cloudflare";

export default {
  ...defineCloudflareConfig(),
  // The workspace's own Next, called without npm: a second saved, and no script to keep in step.
  buildCommand: "node ../node_modules/next/dist/bin/next build",
};
