/** Random tokens: given out once, kept only as a hash. 256 bits need no slow hash. */
import { createHash, randomBytes } from 'node:crypto';

/** @returns 43 characters of base64url. */
export const newToken = () => randomBytes(32).toString('base64url');

export const hashToken = (token: string) => createHash('sha256').update(token, 'utf8').digest();
