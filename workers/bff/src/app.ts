/** The BFF's HTTP surface: one address for each screen. */
import { createApp } from "@edgemart/worker-kit/create-app";
import { readBffConfig } from "./env.ts";
import { account } from "./routes/get-account-screen.ts";
import { generation } from "./routes/get-generation.ts";
import { home } from "./routes/get-home-screen.ts";
import { listing } from "./routes/get-listing-screen.ts";
import { product } from "./routes/get-product-screen.ts";

const app = createApp({ service: "bff", readConfig: readBffConfig });
app.route("/api/home", home);
app.route("/api/screens/listing", listing);
app.route("/api/screens/product", product);
app.route("/api/screens/account", account);
app.route("/api/screens/generation", generation);

export { app };
