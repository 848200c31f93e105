/** Time-based one-time passwords (RFC 6238 over RFC 4226), as every authenticator app makes them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 6238 4.1: seconds of a time step. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** RFC 6238 5.2: one step each way, for the clock of a phone and the time of typing. */
const STEPS_AROUND = 1;

/** RFC 4648 6. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function toBase32(octets: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const octet of octets) {
    buffer = (buffer << 8) | octet;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(buffer >>> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE32[(buffer << (5 - bits)) & 31];
}

/** @param text without padding. @throws RangeError for a character that is none of the alphabet. */
export function fromBase32(text: string): Buffer {
  const octets: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    const value = BASE32.indexOf(character);
    if (value < 0) throw new RangeError('not base32');
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      octets.push((buffer >>> bits) & 255);
    }
    buffer &= (1 << bits) - 1;
  }
  return Buffer.from(octets);
}

/** RFC 4226 5.3 with SHA-1, the only algorithm that all apps know. @param step RFC 6238 4.2: T. */
export function totpCode(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[mac.length - 1] as number) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** Number of the time step. @param at milliseconds since 1970. */
export const stepAt = (at: number) => Math.floor(at / 1000 / STEP_SECONDS);

/** @param at milliseconds since 1970. @returns the step whose code this is, or null. Each is compared in full. */
export function findTotpStep(secret: Buffer, code: string, at: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const given = Buffer.from(code);
  const now = stepAt(at);
  let found: number | null = null;
  for (let step = now - STEPS_AROUND; step <= now + STEPS_AROUND; step++)
    if (timingSafeEqual(Buffer.from(totpCode(secret, step)), given)) found = step;
  return found;
}

/** A long name makes a picture that a phone's camera does not read, Chinese above all (nine letters for one). */
const ISSUER_CHARACTERS = 20;

/**
 * What a QR code says to an app (the Key Uri Format that the apps share). The issuer stands in the query alone: in
 * the label too it would be there twice.
 */
export function totpUri(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  const short = [...issuer].slice(0, ISSUER_CHARACTERS).join('').trim();
  // Six digits and 30 seconds are what every app takes where nothing is said.
  return `otpauth://totp/${encodeURIComponent(account)}?secret=${secret}&issuer=${encodeURIComponent(short)}`;
}
