/** A gateway in a process of its own, for tests that kill it; tells its address to its parent. */
import { startPaymentGateway } from "../start.ts";

const [, , folder = ""] = process.argv;
const gateway = await startPaymentGateway({ port: 0, folder, webhookUrl: null });
process.send?.(gateway.url);
