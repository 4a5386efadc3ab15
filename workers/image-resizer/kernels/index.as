// What the glue (adapters/wasm-pixels.ts) calls. AssemblyScript; `npm run kernels` compiles it.
export { alloc, reset } from "./memory";
export { decodeJpeg, pixels, pixelsHeight, pixelsWidth } from "./jpeg";
export { pngRow, unfilterRow } from "./png";
export { across, boxEnd, boxRow, down, expandGreyRow, expandRow, premultiplyRow } from "./resample";
