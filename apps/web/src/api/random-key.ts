/** 128 random bits in hex. `crypto.randomUUID` is missing on plain http, where a company may well run this. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
