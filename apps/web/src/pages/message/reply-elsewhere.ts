import type { Message } from '@tradepost/contract';
import { domainOf } from '../../format/address.ts';

/**
 * Where an answer to this mail goes, if that is not to the sender's company: what a forged invoice needs, and what
 * platforms do for their buyers. A colleague's address, or one in a domain above or below, is the same company.
 */
export function replyElsewhere({
  direction,
  automatic,
  from,
  replyTo,
}: Pick<Message, 'direction' | 'automatic' | 'from' | 'replyTo'>): string | null {
  if (direction !== 'inbound' || automatic === 'list' || from === null) return null;
  const home = domainOf(from.address);
  return replyTo.find(({ address }) => !isRelated(domainOf(address), home))?.address ?? null;
}

const isRelated = (domain: string, other: string): boolean =>
  domain === other || domain.endsWith(`.${other}`) || other.endsWith(`.${domain}`);
