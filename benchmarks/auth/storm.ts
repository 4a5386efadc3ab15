/** A flood in a process of its own: so many sign-ins on their way at any moment, for a while; then what they were answered. */

interface Order {
  url: string;
  authorization: string;
  abreast: number;
  forMs: number;
}

process.once("message", async ({ url, authorization, abreast, forMs }: Order) => {
  const until = performance.now() + forMs;
  const answers = new Map<number, number>();
  const one = async () => {
    while (performance.now() < until) {
      const answer = await fetch(new URL("/api/auth/login", url), {
        method: "POST",
        headers: { "content-type": "application/json", authorization },
        body: '{"email":"nobody@example.com","password":"wrong horse battery"}',
      }).catch(() => null);
      await answer?.text();
      const status = answer?.status ?? 0;
      answers.set(status, (answers.get(status) ?? 0) + 1);
      // A person who gets an answer 429 waits a second; these come again at once.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.all(Array.from({ length: abreast }, one));
  process.send?.([...answers]);
  process.disconnect();
});
