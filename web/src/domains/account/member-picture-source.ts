/** Where a member's picture at Google is shown from: the image CDN, which is what the browser asks, never the provider. Pure. */
const HOST = "https://lh3.googleusercontent.com/";
const SIDE = 96;

/** Gives its address; null without one, and of any other host. @param cdn origin of the image CDN @see specs/identity.md 32 */
export function memberPictureSource(picture: string | null | undefined, cdn: string) {
  if (!picture?.startsWith(HOST)) return null;
  const query = new URLSearchParams({ url: picture, w: `${SIDE}`, h: `${SIDE}`, fit: "cover" });
  return `${cdn}/?${query}`;
}
