/** `npm run code`: the present code of the demo administrator's authenticator app. A code is good once: a second call waits for the next one. */
import { nextDemoCode } from "./accounts/demo-code.ts";
import { PATHS } from "./paths.ts";

try {
  console.log(await nextDemoCode(process.argv[2] ?? PATHS.credentials));
} catch (thrown) {
  console.error((thrown as Error).message);
  process.exitCode = 1;
}
