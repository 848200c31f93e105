import { isIPv4, isIPv6 } from 'node:net';

/** An address as bytes: 4 of them (IPv4) or 16 (IPv6). A zone ("%eth0") is dropped. Null for anything else. */
export function parseIp(address: string): readonly number[] | null {
  const bare = address.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  if (isIPv4(bare)) return bare.split('.').map(Number);
  if (!isIPv6(bare)) return null;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  const tail = (dotted?.[2] ?? '').split('.').filter(Boolean).map(Number);
  const hex = dotted?.[1]?.replace(/([^:]):$/, '$1') ?? bare;
  const [head = '', rest] = hex.split('::');
  const groups = (part: string): number[] =>
    part
      .split(':')
      .filter((group) => group !== '')
      .flatMap((group) => {
        const value = Number.parseInt(group, 16);
        return [value >> 8, value & 255];
      });
  const left = groups(head);
  const right = [...groups(rest ?? ''), ...tail];
  return [...left, ...Array<number>(16 - left.length - right.length).fill(0), ...right];
}

export interface Subnet {
  readonly bytes: readonly number[];
  readonly prefix: number;
}

/** Reads "10.0.0.0/8", "fd00::/8" or a single address. Null where it is neither. */
export function parseSubnet(subnet: string): Subnet | null {
  const [address = '', length, ...more] = subnet.split('/');
  const bytes = parseIp(address);
  if (!bytes || more.length > 0) return null;
  const prefix = length === undefined ? bytes.length * 8 : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return prefix < 0 || prefix > bytes.length * 8 ? null : { bytes, prefix };
}

/** Whether the address is in the subnet. Families never match each other. */
export function inSubnet(address: readonly number[], { bytes, prefix }: Subnet): boolean {
  if (address.length !== bytes.length) return false;
  return bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefix - index * 8));
    const mask = (0xff00 >> bits) & 0xff;
    return (byte & mask) === ((address[index] ?? 0) & mask);
  });
}
