/** Recovery codes: for who has lost the device of the second factor. Each works once; only hashes are kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { toBase32 } from './totp.ts';

const CODES = 10;
/** 80 bits: no slow hash is needed, and sixteen characters can be typed. */
const OCTETS = 10;

/** Makes new ones and voids those before. @returns them, in groups of four: shown once. */
export async function renewRecoveryCodes(tx: Transaction<DB>, userId: number): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => toBase32(randomBytes(OCTETS)));
  await tx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  await tx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ code_hash: hash(userId, code), user_id: userId })))
    .execute();
  return codes.map((code) => (code.match(/.{4}/g) as string[]).join('-'));
}

/** As typed, with or without hyphens and capitals. @returns null for what cannot be one. */
export function recoveryCodeHash(userId: number, typed: string): Buffer | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z2-7]{16}$/.test(code) ? hash(userId, code) : null;
}

const hash = (userId: number, code: string) =>
  createHash('sha256').update(`recovery:${userId}:${code}`, 'utf8').digest();
