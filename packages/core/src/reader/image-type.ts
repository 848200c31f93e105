/** A picture is what its first octets say, never what the mail says. SVG is none: it can hold scripts. */
const SIGNATURES: readonly [type: string, test: (octets: Buffer) => boolean][] = [
  ['image/png', (o) => o.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (o) => o.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (o) => /^GIF8[79]a/.test(o.subarray(0, 6).toString('latin1'))],
  ['image/webp', (o) => /^RIFF[^]{4}WEBP/.test(o.subarray(0, 12).toString('latin1'))],
  ['image/bmp', (o) => o.length > 26 && o.subarray(0, 2).toString('latin1') === 'BM'],
];

/** @returns the media type, or null for what is none of the pictures that are shown. */
export function imageType(octets: Uint8Array): string | null {
  const bytes = Buffer.from(octets.buffer, octets.byteOffset, Math.min(octets.byteLength, 32));
  return SIGNATURES.find(([, test]) => test(bytes))?.[0] ?? null;
}
