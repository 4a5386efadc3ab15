/** What must never leave the system, in any answer a test gets (specs/auth.md, attack 94). */

interface Leak {
  what: string;
  form: RegExp;
  /** Answers that may hold it all the same: tokens leave by a success of sign-in, and nowhere else. */
  allowed?: (path: string, status: number) => boolean;
}

const givesTokens = (path: string, status: number) => path.startsWith("/api/auth/") && status < 300;

const LEAKS: readonly Leak[] = [
  { what: "an access token", form: /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\./, allowed: givesTokens },
  { what: "a refresh token", form: /r1\.ses_/, allowed: givesTokens },
  { what: "a device token", form: /d1\.[\w-]{22}\.\d/, allowed: givesTokens },
  { what: "a password hash", form: /\$2[aby]\$\d\d\$|h2\$\w+\$/ },
  { what: "a private key", form: /"d"\s*:\s*"[\w-]{43}"|PRIVATE KEY/ },
  { what: "a stack", form: /\n\s+at .+:\d+|\.ts:\d+:\d+/ },
  {
    what: "SQL",
    form: /\bselect\b[^<]{1,200}\bfrom\b [a-z_]+\.[a-z_]+|insert into [a-z_]+\.|duplicate key value|SQLSTATE/i,
  },
  { what: "a store's address", form: /postgres(ql)?:\/\/|upstash\.io|neon\.tech/i },
];

/** Names what an answer holds and may not; null for most. @param text headers and body */
export function leakIn(path: string, status: number, text: string): string | null {
  const leak = LEAKS.find(({ allowed, form }) => !allowed?.(path, status) && form.test(text));
  return leak ? `${path} answered ${status} with ${leak.what}` : null;
}
