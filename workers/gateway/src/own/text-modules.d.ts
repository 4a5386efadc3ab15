// Files that Wrangler's `rules` bundle as text (root wrangler.toml). Rules see paths, not package names:
// that is why own/docs.ts imports them by path.
declare module "*/swagger-ui-dist/swagger-ui-bundle.js" {
  const text: string;
  export default text;
}
declare module "*/docs/api.md" {
  const text: string;
  export default text;
}
declare module "*/swagger-ui-dist/swagger-ui.css" {
  const text: string;
  export default text;
}
