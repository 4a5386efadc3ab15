/** The BFF's HTTP surface: one address for each screen. */
import { createApp } from "@edgemart/worker-kit/create-app";
import { readBffConfig } from "./env.ts";
import { account } from "./routes/account.ts";
import { generation } from "./routes/generation.ts";
import { home } from "./routes/home.ts";
import { listing } from "./routes/listing.ts";
import { product } from "./routes/product.ts";

const app = createApp({ service: "bff", readConfig: readBffConfig });
app.route("/api/home", home);
app.route("/api/screens/listing", listing);
app.route("/api/screens/product", product);
app.route("/api/screens/account", account);
app.route("/api/screens/generation", generation);

export { app };
