/** Addresses that the gateway answers itself, as its router spells them: documents and tests are held against the list. */
export const OWN_ADDRESSES = [
  "/health",
  "/.well-known/jwks.json",
  "/openapi.json",
  "/docs",
  "/docs/:file",
  "/errors",
  "/errors/:code",
  "/api/idempotency/:key",
  "/metrics",
] as const;
