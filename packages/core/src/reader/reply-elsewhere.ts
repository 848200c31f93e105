/** Where an answer goes that does not go to whom the mail seems to be from: what a forged invoice needs. */
import { domainOf } from '../customers/normalise.ts';
import { isPlatformDomain, isSharedDomain } from '../filing/freemail-domains.ts';

interface Mail {
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** What a mailing list or a robot sent; null: a person. */
  readonly automatic: string | null;
  readonly from: { readonly address: string } | null;
  readonly replyTo: readonly { readonly address: string }[];
}

/**
 * The address of Reply-To (RFC 5322 3.6.2) that is not the sender's company's. A colleague's, or one in a domain above or
 * below, is; where anybody may have an address in the domain (freemail), only the sender's own. Platforms relay for their
 * buyers by addresses of their own making, which say nothing.
 * @returns null where there is none, and for lists, whose answers go to the list.
 */
export function replyElsewhere({ direction, automatic, from, replyTo }: Mail): string | null {
  if (direction !== 'inbound' || automatic === 'list' || from === null) return null;
  const home = domainOf(from.address.toLowerCase());
  const anybodys = isSharedDomain(home) && !isPlatformDomain(home);
  const isSenders = (address: string) =>
    address.toLowerCase() === from.address.toLowerCase() ||
    (!anybodys && isRelated(domainOf(address.toLowerCase()), home));
  return replyTo.find(({ address }) => !isSenders(address))?.address ?? null;
}

const isRelated = (domain: string, other: string): boolean =>
  domain === other || domain.endsWith(`.${other}`) || other.endsWith(`.${domain}`);
