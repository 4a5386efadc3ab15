/** What the shop is at the local stand-in of Google. Types alone. */

/** A client. */
export interface Client {
  id: string;
  secret: string;
  redirectUri: string;
}
