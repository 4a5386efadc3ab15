/** How Next builds the storefront. */
import { initOpenNextCloudflareForDev } from "@opennextjs/cloudflare";
import type { NextConfig } from "next";

const config: NextConfig = {
  // Both are TypeScript sources of this repository.
  transpilePackages: ["@edgemart/contracts", "@edgemart/worker-kit"],
  // Next's own check needs TypeScript's JavaScript API, which version 7 has not; `tsc -p web` checks.
  typescript: { ignoreBuildErrors: true },
  // Metadata in the head for everyone: the page is read completely before it is sent anyway.
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
  // src/front names itself what a kept page depends on; a wrong `_rsc` then needs no redirect (page-key.ts).
  experimental: { validateRSCRequestHeaders: false },
};

export default config;

// Gives `next dev` the bindings of wrangler.toml; does nothing in a build.
void initOpenNextCloudflareForDev();
