/** The browser's own part of a passkey, loaded when it is used: everything of the library that the shop needs. */
import {
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";

/** Options as auth gives them: the library reads the same JSON. */
type Options = Record<string, unknown>;

/** Makes a passkey; the browser asks the visitor. @throws as `navigator.credentials.create` does */
export function create(options: Options) {
  return startRegistration({ optionsJSON: options as never });
}

/** Uses a passkey; the browser asks which. Ends a use that waits. @throws as `navigator.credentials.get` does */
export function use(options: Options) {
  return startAuthentication({ optionsJSON: options as never });
}

/** Waits until a passkey is chosen from what the browser offers at a field. Ends a use that waits. @throws as `use` */
export function useAtField(options: Options) {
  return startAuthentication({ optionsJSON: options as never, useBrowserAutofill: true });
}

/** Ends what waits, if anything does. */
export function stopWaiting(): void {
  WebAuthnAbortService.cancelCeremony();
}
