/** The command line of start and dev: what is understood, and that nothing else passes silently. */
import { describe, expect, test } from "vitest";
import { readArguments, type Understood } from "./arguments.ts";

const START: Understood = { command: "npm start", workers: ["auth", "gateway"] };
const DEV: Understood = { command: "npm run dev", workers: [] };

describe("the arguments", () => {
  test("give chosen ports, and the usual ones for the rest", () => {
    const { ports, without } = readArguments(
      ["--port", "web=3100", "--port=gateway=8100", "--without", "auth", "--embedded-redis"],
      START,
    );
    expect(ports).toMatchObject({ web: 3100, gateway: 8100, "image-resizer": 8001, postgres: 0 });
    expect(without).toEqual(["auth"]);
  });

  test.each([
    [["--port", "web"], /name=number/],
    [["--port", "web=0"], /name=number/],
    [["--port", "web=70000"], /name=number/],
    [["--port", "web=3e3"], /name=number/],
    [["--port", "web=1=2"], /name=number/],
    [["--port", "toString=3000"], /name=number/],
    [["--port", "web=8000"], /8000 is given to web and gateway/],
    [["--without", "gatway"], /one of auth, gateway/],
    [["--prot", "web=1"], /--prot[\s\S]*--port name=number/],
    [["web=3100"], /web=3100[\s\S]*--port name=number/],
  ])("%j is refused, and the answer says what is understood", (args, words) => {
    expect(() => readArguments(args, START)).toThrow(words);
  });

  test("npm run dev leaves nothing out and says which command does", () => {
    expect(() => readArguments(["--without", "auth"], DEV)).toThrow(/npm start -- --without auth/);
  });
});
