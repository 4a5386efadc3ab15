/** The BFF's HTTP surface: one address for each screen. */
import { createApp } from "@edgemart/worker-kit/create-app";
import { readBffConfig } from "./env.ts";
import { home } from "./routes/home.ts";
import { product } from "./routes/product.ts";

const app = createApp({ service: "bff", readConfig: readBffConfig });
app.route("/api/home", home);
app.route("/api/screens/product", product);

export { app };
