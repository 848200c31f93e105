import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { ImapFault } from './faults.ts';

/** Addresses of one name that are tried; a name with more is odd enough to be cut. */
const ADDRESS_LIMIT = 16;

/**
 * Looks the host up once and has every address checked. Who connects uses exactly these addresses, so a
 * name that changes its answer between check and connect (DNS rebinding) gains nothing. One closed
 * address closes the name: an answer that mixes public and private addresses is not an honest one.
 * @throws ImapFault 'unknown-host', or what `check` throws
 */
export async function resolveHost(
  host: string,
  check: (address: string) => void,
  resolve: (host: string) => Promise<LookupAddress[]> = lookupAll,
): Promise<LookupAddress[]> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  const addresses = family ? [{ address: bare, family }] : await resolve(bare);
  if (addresses.length === 0) throw new ImapFault('unknown-host');
  for (const { address } of addresses) check(address);
  return addresses.slice(0, ADDRESS_LIMIT);
}

/** A look-up for node:net that gives these addresses, whatever the name resolves to by now. */
export function lookupPinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (!first) callback(Object.assign(new Error('No address'), { code: 'ENOTFOUND' }), '');
    else if (options.all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

async function lookupAll(host: string): Promise<LookupAddress[]> {
  // getaddrinfo takes more than names ("0x7f.1"); what it makes of them is checked like any address.
  if (host.length === 0 || host.length > 253 || /[\s/\\@\0]/.test(host)) throw new ImapFault('unknown-host');
  try {
    return await lookup(host, { all: true, verbatim: true });
  } catch (error) {
    throw new ImapFault('unknown-host', (error as NodeJS.ErrnoException).code ?? null, { cause: error });
  }
}
