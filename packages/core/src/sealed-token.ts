/**
 * Words that only we can have written, as a part of an address: sealed with the key of the secrets, for one purpose.
 * Whoever holds it may read none of it and change none of it.
 */
import { SecretError, type SecretBox } from './secrets.ts';

const LONGEST_TOKEN = 300;

/** @param purpose what it is bound to, so that no other secret of the product passes for it. */
export function sealToken(secrets: SecretBox, purpose: string, text: string): string {
  const { keyId, sealed } = secrets.seal(purpose, text);
  return `${Buffer.from(keyId).toString('base64url')}.${sealed.toString('base64url')}`;
}

/** @returns null for what we did not make. */
export function openToken(secrets: SecretBox, purpose: string, token: string): string | null {
  const parts = /^([\w-]{1,100})\.([\w-]{1,200})$/.exec(token.slice(0, LONGEST_TOKEN));
  if (parts === null) return null;
  const keyId = Buffer.from(parts[1] ?? '', 'base64url').toString();
  try {
    return secrets.open(purpose, keyId, Buffer.from(parts[2] ?? '', 'base64url'));
  } catch (error) {
    // Of another key, altered, or made up: the same to whoever holds it.
    if (error instanceof SecretError) return null;
    throw error;
  }
}
