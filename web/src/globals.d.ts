/// <reference types="next" />

declare module "*/.open-next/worker.js" {
  const openNext: {
    fetch(request: Request, env: object, ctx: object): Promise<Response>;
  };
  export default openNext;
}

// The Workers runtime takes null; the DOM's own declaration, which pages need, does not say so.
declare function clearTimeout(id: ReturnType<typeof setTimeout> | null | undefined): void;
