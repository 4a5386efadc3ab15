/** A picture server for looking at the storefront alone: every picture of the fake shop as a plain scene of its colour. */
import { createServer, type Server } from "node:http";
import sharp from "sharp";
import { type FakePicture, PICTURES } from "./shop.ts";

/** Draws a picture of the fake shop; another one can be put in its place. */
export type Draw = (picture: FakePicture) => string;

/** Answers `/i/w=…,h=…,fit=cover/<id>`. Listens on 127.0.0.1. */
export function startPictures(port: number, draw: Draw = plainScene): Promise<Server> {
  const masters = new Map<string, Promise<Buffer>>();
  const server = createServer(async (req, res) => {
    const match = /^\/i\/w=(\d+),h=(\d+),fit=cover\/([0-9a-f]{64})$/.exec(req.url ?? "");
    const picture = PICTURES.get(match?.[3] ?? "");
    if (!match?.[3] || !picture) return void res.writeHead(404).end();
    const master =
      masters.get(match[3]) ??
      sharp(Buffer.from(draw(picture)))
        .png()
        .toBuffer();
    masters.set(match[3], master);
    const bytes = await sharp(await master)
      .resize(Number(match[1]), Number(match[2]), { fit: "cover" })
      .webp({ quality: 78 })
      .toBuffer();
    res
      .writeHead(200, { "content-type": "image/webp", "cache-control": "public, max-age=3600" })
      .end(bytes);
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function plainScene({ hue, scene }: FakePicture): string {
  const radius = scene === "detail" ? 640 : scene === "setting" ? 300 : 430;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1600"><rect width="1600" height="1600" fill="#e2d8ca"/><rect y="1050" width="1600" height="550" fill="#cebca4"/><ellipse cx="860" cy="1180" rx="${radius}" ry="80" fill="#00000022"/><circle cx="800" cy="820" r="${radius}" fill="${hue}"/></svg>`;
}
