/** The row of the local stand-in of Google, as auth reads rows. Pure. */

/** @param issuer address of the stand-in */
export function standInRow(issuer: string): string {
  return JSON.stringify({
    id: "google",
    issuers: [issuer],
    authorize: `${issuer}/auth`,
    token: `${issuer}/token`,
    jwks: `${issuer}/jwks`,
    algorithms: ["RS256"],
    clientAuth: "client_secret_post",
    issParameter: "required",
    emailRule: "claim",
    scopes: ["openid", "email", "profile"],
  });
}
