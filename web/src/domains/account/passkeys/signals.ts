/** Ways to tell a password manager which passkeys are of use (WebAuthn Signal API). */

/** Those ways; a browser may have none of them. */
export interface Signals {
  signalUnknownCredential?(of: { rpId: string; credentialId: string }): Promise<void>;
  signalAllAcceptedCredentials?(of: {
    rpId: string;
    userId: string;
    allAcceptedCredentialIds: string[];
  }): Promise<void>;
}

/** Gives them; undefined in a browser without passkeys. */
export function signals(): Signals | undefined {
  return window.PublicKeyCredential as unknown as Signals | undefined;
}
