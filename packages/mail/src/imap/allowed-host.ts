/** An entry of the list of private mail hosts that may be connected to. */
import { parseSubnet, type Subnet } from './ip-address.ts';

export interface AllowedHost {
  readonly name: string | null;
  readonly subnet: Subnet | null;
  readonly port: number | null;
}

/** @returns null for what is no host, host:port or CIDR. */
export function parseAllowedHost(entry: string): AllowedHost | null {
  const whole = parseSubnet(entry.trim());
  if (whole) return { name: null, subnet: whole, port: null };
  const parts = /^(\[[^\]]+\]|[^:/\s]+)(?::(\d{1,5}))?$/.exec(entry.trim());
  const host = parts?.[1];
  const port = parts?.[2] === undefined ? null : Number(parts[2]);
  if (host === undefined || (port !== null && (port < 1 || port > 65_535))) return null;
  const address = parseSubnet(host);
  return address ? { name: null, subnet: address, port } : { name: normaliseHost(host), subnet: null, port };
}

/** An address, or a block of them as CIDR. */
export const isAddressBlock = (text: string): boolean => parseSubnet(text) !== null;

/** Host names compare without case and without the root's dot (RFC 4343). */
export function normaliseHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}
