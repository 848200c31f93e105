/** As `npm start` and `scripts/tradepost` have it: a process that was started before reads and compiles no source. */
import { fileURLToPath } from 'node:url';

/** For the environment of a process of the product. */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../.tools/compile-cache', import.meta.url)),
};
