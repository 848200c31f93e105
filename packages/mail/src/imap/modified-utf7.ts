/**
 * Mailbox names on the wire: modified UTF-7 (RFC 3501 5.1.3). Decoding is strict: a name that is not
 * what encoding gives back is left as it came, so that it can still be asked for by its own octets.
 */

/** The name in Unicode, or null where the octets are not well-formed modified UTF-7. */
export function decodeMailboxName(wire: string): string | null {
  if (!/^[\x20-\x7e]*$/.test(wire)) return null;
  let bad = false;
  const name = wire.replace(/&([^-]*)(-?)/g, (_whole, base64: string, end: string) => {
    if (end === '' || !/^[A-Za-z0-9+,]*$/.test(base64)) bad = true;
    if (base64 === '') return '&';
    const octets = Buffer.from(base64.replaceAll(',', '/'), 'base64');
    return octets
      .subarray(0, octets.length & ~1)
      .swap16()
      .toString('utf16le');
  });
  return !bad && name.isWellFormed() && encodeMailboxName(name) === wire ? name : null;
}

/** The name as it is sent. */
export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const octets = Buffer.from(run, 'utf16le').swap16();
    return `&${octets.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}
