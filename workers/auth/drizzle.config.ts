/** Where drizzle-kit reads the tables and writes their migrations: `npx drizzle-kit generate` in this folder. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema.ts",
  out: "./db/migrations",
});
