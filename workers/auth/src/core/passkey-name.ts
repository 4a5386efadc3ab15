/** What a new passkey is called: the name of what keeps it, or of the browser it was made in. Pure. */
import { browserFamily } from "@edgemart/contracts/browser-family";

/** AAGUIDs as their makers publish them; an unknown one is called by its browser. @see https://github.com/passkeydeveloper/passkey-authenticator-aaguids */
const KEEPERS: Readonly<Record<string, string | undefined>> = {
  "fbfc3007-154e-4ecc-8c0b-6e020557d7bd": "iCloud Keychain",
  "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4": "Google Password Manager",
  "adce0002-35bc-c60a-648b-0b25f1f05503": "Chrome on Mac",
  "08987058-cadc-4b81-b6e1-30de50dcbe96": "Windows Hello",
  "9ddd1817-af5a-4672-a2b9-3e3dd95000a9": "Windows Hello",
  "6028b017-b1d4-4c02-b4b3-afcdafc96bb2": "Windows Hello",
  "53414d53-554e-4700-0000-000000000000": "Samsung Pass",
  "bada5566-a7aa-401f-bd96-45619a55120d": "1Password",
  "d548826e-79b4-40a6-a3d8-11116f7e8349": "Bitwarden",
  "531126d6-e717-415c-9320-3d9aa6981239": "Dashlane",
  "fdb141b2-5d84-443e-8a35-4698c205a502": "KeePassXC",
};

/** Names a passkey that its member gave no name. */
export function passkeyName(aaguid: string, userAgent: string): string {
  return KEEPERS[aaguid] ?? (browserFamily(userAgent) || "Passkey");
}
