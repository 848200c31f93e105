import { type AllowedHost, normaliseHost, parseAllowedHost } from './allowed-host.ts';
import { ImapFault } from './faults.ts';
import { inSubnet, parseIp, parseSubnet, type Subnet } from './ip-address.ts';

/** RFC 9051 11.1 and its STARTTLS port. 585 (imap4-ssl) was withdrawn by RFC 2595 and is not among them. */
const IMAP_PORTS: readonly number[] = [143, 993];
/** Submission (RFC 6409, RFC 8314), relay, and the port that stands in for 587 where networks block it. */
const SUBMISSION_PORTS: readonly number[] = [25, 465, 587, 2525];

export interface HostGuard {
  /**
   * Passes where a connection to this address, under this name, at this port may be made.
   * @throws ImapFault 'host-not-allowed'
   */
  check(host: string, port: number, address: string): void;
  /** As check, for a server that takes outgoing mail. */
  checkSubmission(host: string, port: number, address: string): void;
  /** As check, for what is not IMAP but is looked up on a user's behalf: https at 443, or a listed `host:port`. */
  checkWeb(host: string, address: string, port?: number): void;
  /** Whether this host at this port is among the exceptions: the machine's administrator trusts the way there. */
  isListed(host: string, port: number, address: string): boolean;
}

function subnet(entry: string): Subnet {
  const parsed = parseSubnet(entry);
  if (!parsed) throw new Error(`Not an address or CIDR: ${entry}`);
  return parsed;
}

/** IANA special-purpose registry (RFC 6890 and its updates), multicast, reserved. */
const CLOSED_IPV4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT; Alibaba Cloud's metadata 100.100.100.200
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local; metadata 169.254.169.254
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments; Oracle's metadata 192.0.0.192
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relay anycast
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks; also what fake-IP proxies hand out
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
  '168.63.129.16/32', // Azure's host services, a public address by form
].map(subnet);

/** Only 2000::/3 is global unicast; of it these are not for hosts of others. */
const GLOBAL_IPV6 = subnet('2000::/3');
const CLOSED_IPV6 = ['2001::/23', '2001:db8::/32', '2620:4f:8000::/48', '3fff::/20'].map(subnet);

/** IPv6 forms that carry an IPv4 address, and where: it is that one that counts. */
const EMBEDDED_IPV4: readonly { within: Subnet; at: number }[] = [
  { within: subnet('::ffff:0:0/96'), at: 12 }, // IPv4-mapped (RFC 4291 2.5.5.2)
  { within: subnet('::ffff:0:0:0/96'), at: 12 }, // IPv4-translated (RFC 2765)
  { within: subnet('64:ff9b::/96'), at: 12 }, // NAT64 (RFC 6052)
  { within: subnet('2002::/16'), at: 2 }, // 6to4 (RFC 3056)
];

/** Whether the address is one of the public Internet, whatever form it is written in. */
export function isPublicAddress(address: string): boolean {
  const bytes = parseIp(address);
  if (!bytes) return false;
  const embedded = EMBEDDED_IPV4.find(({ within }) => inSubnet(bytes, within));
  if (embedded) return isPublicIpv4(bytes.slice(embedded.at, embedded.at + 4));
  if (bytes.length === 4) return isPublicIpv4(bytes);
  return inSubnet(bytes, GLOBAL_IPV6) && !CLOSED_IPV6.some((closed) => inSubnet(bytes, closed));
}

function isPublicIpv4(bytes: readonly number[]): boolean {
  return !CLOSED_IPV4.some((closed) => inSubnet(bytes, closed));
}

/**
 * Decides which mail servers may be connected to. Without exception listed: public addresses only, and
 * the ports of IMAP only, so that a host name given over the web cannot be used to look into the
 * company's own network.
 * @param allowedHosts exceptions: `host`, `host:port`, an address, `[address]:port`, CIDR
 * @param allowPrivate true only for the command line of the machine's administrator: any host, any port
 * @throws Error for an entry that cannot be read, so that a misspelt exception is seen at start
 */
export function makeHostGuard(config: {
  readonly allowedHosts: readonly string[];
  readonly allowPrivate?: boolean;
}): HostGuard {
  const allowed = config.allowedHosts.map(parse);
  const isListed = (host: string, port: number, address: string): boolean => {
    const bytes = parseIp(address);
    return allowed.some(
      (entry) =>
        (entry.port === null || entry.port === port) &&
        (entry.name === normaliseHost(host) || (entry.subnet && bytes && inSubnet(bytes, entry.subnet))),
    );
  };
  const check = (ports: readonly number[], host: string, port: number, address: string): void => {
    if (config.allowPrivate === true || isListed(host, port, address)) return;
    if (!ports.includes(port)) throw new ImapFault('host-not-allowed', `port ${port}`);
    if (!isPublicAddress(address)) throw new ImapFault('host-not-allowed', 'not a public address');
  };
  return {
    check: (host, port, address) => check(IMAP_PORTS, host, port, address),
    checkSubmission: (host, port, address) => check(SUBMISSION_PORTS, host, port, address),
    isListed,
    checkWeb(host, address, port = 443) {
      if (config.allowPrivate === true || isListed(host, port, address)) return;
      if (port !== 443) throw new ImapFault('host-not-allowed', `port ${port}`);
      if (!isPublicAddress(address)) throw new ImapFault('host-not-allowed', 'not a public address');
    },
  };
}

function parse(entry: string): AllowedHost {
  const parsed = parseAllowedHost(entry);
  if (!parsed) throw new Error(`Not a host, host:port or CIDR: ${JSON.stringify(entry)}`);
  return parsed;
}
