/**
 * Whether a mail in the name of one of the staff is from that person (RFC 8601 5): by what the receiving server
 * found, if it is a server that the company names; else nothing of the mail is believed.
 */
import { type AuthResults, parseAuthResults } from '@tradepost/mail/card';
import { getDomain } from 'tldts';
import { domainOf } from '../customers/normalise.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';

export interface Trust {
  /** In lower case; "*.example.com" stands for any server below it. */
  readonly authservIds: readonly string[];
  readonly trustsUnmarked: boolean;
  /** Domains that are the company's own, the mailbox's among them. */
  readonly ownDomains: readonly string[];
}

/** Why a mail is not believed; 'proved' where it is. */
export type Proof =
  | 'proved'
  | 'no-results'
  | 'malformed-results'
  | 'unknown-server'
  | 'failed'
  | 'not-aligned';

/**
 * @param from the one address of From.
 * @param field the topmost Authentication-Results, unfolded: what stands below it the sender may have written.
 */
export function proveSender(from: string, field: string | null, trust: Trust): Proof {
  if (field === null)
    return trust.trustsUnmarked && trust.ownDomains.includes(domainOf(from)) ? 'proved' : 'no-results';
  const parsed = parseAuthResults(field);
  if (parsed === null) return 'malformed-results';
  if (parsed.authservId === null || !isTrusted(parsed.authservId, trust.authservIds)) return 'unknown-server';
  return judge(from, parsed);
}

export const isTrusted = (id: string, trusted: readonly string[]) =>
  trusted.some((one) => (one.startsWith('*.') ? id.endsWith(one.slice(1)) : id === one));

function judge(from: string, { results }: AuthResults): Proof {
  const domain = domainOf(from);
  const of = (method: string) => results.filter((one) => one.method === method);
  if (of('dmarc').some(({ result }) => result === 'fail')) return 'failed';
  const dmarc = of('dmarc').some(
    ({ result, properties }) => result === 'pass' && properties.get('header.from') === domain,
  );
  const dkim = of('dkim').some(({ result, properties }) => {
    const signer = properties.get('header.d') ?? properties.get('header.i')?.replace(/^.*@/, '');
    return result === 'pass' && signer !== undefined && aligned(signer, domain);
  });
  // Two verdicts of one check contradict each other: then there is none.
  const [spf, ...more] = of('spf');
  const sender = spf?.properties.get('smtp.mailfrom') ?? spf?.properties.get('smtp.mail');
  const spfProves =
    more.length === 0 && spf?.result === 'pass' && sender !== undefined && provesBySpf(sender, from, domain);
  if (dmarc || dkim || spfProves) return 'proved';
  return results.some(({ method, result }) => /^(?:spf|dkim)$/.test(method) && result.endsWith('fail'))
    ? 'failed'
    : 'not-aligned';
}

/** Who has an address at a free-mail provider passes its SPF with any other From: there the whole address counts. */
function provesBySpf(sender: string, from: string, domain: string): boolean {
  if (isSharedDomain(domain)) return sender === from;
  return aligned(sender.replace(/^.*@/, ''), domain);
}

/** RFC 7489 3.1, relaxed: the same organisation. Names that anybody can register below are none. */
function aligned(a: string, b: string): boolean {
  if (a === b) return true;
  const organisation = (name: string) => getDomain(name, { allowPrivateDomains: true });
  return organisation(a) !== null && organisation(a) === organisation(b);
}
