/** Addresses and texts fit for headers and commands: nodemailer parses what it takes as text. */
import { domainToASCII } from 'node:url';

/** No control character, no space, none that a header or a command reads as its own. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const ADDRESS = /^[^@\s<>",;:()[\]\\\u0000-\u001f\u007f]+@[^@\s<>",;:()\\\u0000-\u001f\u007f]+$/;

/** An address with a line break would become a command of SMTP. @throws RangeError for what is no address. */
export function checkedAddress(address: string): string {
  if (address.length > 320 || !ADDRESS.test(address)) throw new RangeError('not an address');
  return address;
}

/** One line: a header cannot be put in by what a customer or a colleague is called. */
export const oneLine = (value: string) => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/**
 * The address as it goes over the wire: the domain in ASCII (RFC 5891), which needs nothing of any server.
 * @returns null where the part before the @ needs SMTPUTF8 (RFC 6531), which few servers take, or the domain is none.
 */
export function wireAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = domainToASCII(address.slice(at + 1));
  if (domain === '' || !/^[\x21-\x7e]+$/.test(local)) return null;
  return `${local}@${domain}`;
}
