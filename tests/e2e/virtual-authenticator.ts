/** A browser's own authenticator without hardware: Chromium's, by its DevTools protocol. */
import type { CDPSession, Page } from "playwright-core";

/** An authenticator that is part of the device, with a screen lock. */
export interface VirtualAuthenticator {
  /** Whether its owner touches it as soon as it is asked. */
  touch(isThere: boolean): Promise<void>;
  /** Whether its owner can unlock it (UV). */
  unlock(can: boolean): Promise<void>;
  /** Ids of its passkeys, base64. */
  passkeys(): Promise<string[]>;
}

/** Gives a page's browser an authenticator of its own. */
export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const devtools: CDPSession = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal" },
      ...{ hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
      ...{ defaultBackupEligibility: true, defaultBackupState: true },
    },
  });
  return {
    touch: async (enabled) => {
      await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
    unlock: async (isUserVerified) => {
      await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    passkeys: async () => {
      const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.map(({ credentialId }) => credentialId);
    },
  };
}
