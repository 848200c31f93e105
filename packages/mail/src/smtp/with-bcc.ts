import { checkedAddress, wireAddress } from './checked-address.ts';

/** Octets of one line of addresses; RFC 5322 2.1.1 allows 998. */
const LINE = 900;

/**
 * The writer's own copy: the same octets with Bcc in the header (RFC 5322 3.6.3), for his Sent and his archive. All
 * else is untouched, so the copy is the same message.
 * @throws RangeError for what is no address.
 */
export function withBcc(raw: Buffer, bcc: readonly string[]): Buffer {
  if (bcc.length === 0) return raw;
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) throw new RangeError('not a mail');
  const lines: string[] = [];
  for (const one of bcc) {
    const address = wireAddress(checkedAddress(one)) ?? checkedAddress(one);
    const last = lines.at(-1);
    if (last !== undefined && last.length + address.length + 2 < LINE)
      lines[lines.length - 1] = `${last}, ${address}`;
    else lines.push(address);
  }
  const field = Buffer.from(`\r\nBcc: ${lines.join(',\r\n ')}`, 'utf8');
  return Buffer.concat([raw.subarray(0, end), field, raw.subarray(end)]);
}
