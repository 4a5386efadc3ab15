/**
 * Gives properties the same examples in each run: a change is judged by them, and luck is not.
 * `npm run test:full` draws new ones; a failure prints the seed to put into `fc.assert`.
 */
import fc from "fast-check";

if (process.env.EDGEMART_FULL !== "1") fc.configureGlobal({ seed: 20_261_130 });
