/** Files of tests that share a process leave no spy to each other. */
import { afterAll, vi } from "vitest";

afterAll(() => {
  vi.restoreAllMocks();
});
