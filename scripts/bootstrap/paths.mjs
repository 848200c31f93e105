/** Where things are. These files run on the host's own Node, from 18 on: plain JavaScript, no dependency. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** What the two commands bring along; may be deleted at any time. */
export const TOOLS = path.join(ROOT, '.tools');
export const NODE_VERSION = '24.21.0';
export const PNPM_VERSION = '12.21.0';
/** The least major version of Node that runs TypeScript and has what the packages need. */
export const NODE_MAJOR = 24;
