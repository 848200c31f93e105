/** Passwords: argon2id (RFC 9106) in the PHC string form. */
import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_OCTETS = 16;
const HASH_OCTETS = 32;

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** What a password is compared with when there is no such user, so that both take the same time. */
const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_OCTETS);
  const hash = await derive('argon2id', {
    message: normalise(password),
    nonce,
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
    tagLength: HASH_OCTETS,
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(nonce)}$${base64(hash)}`;
}

/** @param stored PHC string; null for a user that does not exist or has no password: as slow, always false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const match = PHC.exec(stored ?? NOBODY);
  if (match === null) return false;
  const [, memory, passes, parallelism, salt, expected] = match as unknown as string[];
  const hash = Buffer.from(expected as string, 'base64');
  const derived = await derive('argon2id', {
    message: normalise(password),
    nonce: Buffer.from(salt as string, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: hash.length,
  });
  return timingSafeEqual(derived, hash) && stored !== null;
}

/** The same characters however a keyboard composes them (NIST SP 800-63B 5.1.1.2). */
const normalise = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8');
/** PHC strings carry base64 without padding. */
const base64 = (octets: Buffer) => octets.toString('base64').replace(/=+$/, '');
