import { MAIL_PROVIDERS, type MailProvider } from './providers.ts';

/** The provider that addresses of this domain belong to. */
export function providerOfDomain(domain: string): MailProvider | null {
  const wanted = domain.toLowerCase();
  return MAIL_PROVIDERS.find((provider) => provider.domains.includes(wanted)) ?? null;
}

/** The provider that hosts a domain with this mail exchanger: the longest end that matches. */
export function providerOfMx(exchange: string): MailProvider | null {
  const name = `.${exchange.toLowerCase().replace(/\.$/, '')}`;
  let best: { provider: MailProvider; length: number } | null = null;
  for (const provider of MAIL_PROVIDERS) {
    for (const suffix of provider.mx) {
      const end = suffix.startsWith('.') ? suffix : `.${suffix}`;
      if (name.endsWith(end) && end.length > (best?.length ?? 0)) best = { provider, length: end.length };
    }
  }
  return best?.provider ?? null;
}

/** The provider whose IMAP server this is; by the host alone, as people write their own user names. */
export function providerOfImap(host: string): MailProvider | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  return MAIL_PROVIDERS.find((provider) => provider.imap.host === name) ?? null;
}
