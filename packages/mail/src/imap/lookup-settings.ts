import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { domainToASCII } from 'node:url';
import { type FoundServer, parseAutoconfig } from './autoconfig.ts';
import { fetchText } from './fetch-text.ts';
import type { HostGuard } from './host-guard.ts';
import { providerOfDomain, providerOfMx } from './find-provider.ts';
import type { MailProvider } from './providers.ts';
import { resolveHost } from './resolve-host.ts';
import type { ImapSettings } from './types.ts';

export interface LookupResult {
  readonly imap: Omit<ImapSettings, 'password'> | null;
  /** Where the same user hands mail in; null where that cannot be found out. */
  readonly smtp: Omit<ImapSettings, 'password'> | null;
  /** Id of MAIL_PROVIDERS, where it is one of them. */
  readonly providerId: string | null;
  readonly source: 'preset' | 'autoconfig' | 'srv' | 'guess' | 'none';
}

/** The part of node:dns/promises that is asked. */
export interface MailResolver {
  resolveMx(domain: string): Promise<{ exchange: string; priority: number }[]>;
  resolveSrv(name: string): Promise<{ name: string; port: number; priority: number; weight: number }[]>;
}

/** Milliseconds for each way of finding out. MX comes first, the others run beside each other: at most 6 s. */
const MX_MS = 2_000;
const OTHERS_MS = 4_000;

const NOTHING: LookupResult = { imap: null, smtp: null, providerId: null, source: 'none' };

/**
 * Finds the IMAP and SMTP servers of an address without asking anybody but its own domain: known provider, MX of a
 * known provider, SRV (RFC 6186), autoconfig of the domain, imap.DOMAIN. The password is never sent,
 * the address neither. Never rejects: what cannot be found out is 'none'.
 */
export async function lookupSettings(
  address: string,
  options: { readonly guard: HostGuard; readonly resolver?: MailResolver },
): Promise<LookupResult> {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1).toLowerCase());
  if (at < 1 || !/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return NOTHING;
  const known = providerOfDomain(domain);
  if (known) return preset(known, address);

  const resolver = options.resolver ?? new Resolver({ timeout: 1_500, tries: 2 });
  const exchanges = (await within(MX_MS, () => resolver.resolveMx(domain))) ?? [];
  const hosting = exchanges
    .toSorted((a, b) => a.priority - b.priority)
    .slice(0, 10)
    .map(({ exchange }) => providerOfMx(exchange))
    .find((provider) => provider !== null);
  if (hosting) return preset(hosting, address);

  const asked: Asked = { domain, address, resolver, guard: options.guard };
  const [srv, smtpSrv, autoconfig, guess, smtpGuess] = await Promise.all([
    within(OTHERS_MS, () => bySrv('imap', asked)),
    within(OTHERS_MS, () => bySrv('smtp', asked)),
    within(OTHERS_MS, (signal) => byAutoconfig(asked, signal)),
    within(OTHERS_MS, (signal) => byGuess('imap', asked, signal)),
    within(OTHERS_MS, (signal) => byGuess('smtp', asked, signal)),
  ]);
  const smtp = smtpSrv ?? autoconfig?.smtp ?? smtpGuess;
  const found = { smtp, providerId: null };
  if (srv) return { ...found, imap: srv, source: 'srv' };
  if (autoconfig?.imap) return { ...found, imap: autoconfig.imap, source: 'autoconfig' };
  if (guess) return { ...found, imap: guess, source: 'guess' };
  return { ...NOTHING, smtp };
}

function preset(provider: MailProvider, address: string): LookupResult {
  const user = provider.userName === 'address' ? address : address.slice(0, address.lastIndexOf('@'));
  return {
    imap: { ...provider.imap, user },
    smtp: { ...provider.smtp, user },
    providerId: provider.id,
    source: 'preset',
  };
}

type Service = 'imap' | 'smtp';

/** Names of SRV records with what they mean, and the port of TLS. */
const SERVICES = {
  imap: {
    srv: [
      ['_imaps', 'tls'],
      ['_imap', 'starttls'],
    ],
    tlsPort: 993,
  },
  smtp: {
    srv: [
      ['_submissions', 'tls'],
      ['_submission', 'starttls'],
    ],
    tlsPort: 465,
  },
} as const;

interface Asked {
  readonly domain: string;
  readonly address: string;
  readonly resolver: MailResolver;
  readonly guard: HostGuard;
}

/** @throws ImapFault for what may not be connected to. */
const allowed = (what: Service, host: string, port: number, guard: HostGuard) =>
  resolveHost(host, (address) =>
    what === 'imap' ? guard.check(host, port, address) : guard.checkSubmission(host, port, address),
  );

/** RFC 6186 3.1, 3.4, RFC 8314 5.1: TLS from the start before STARTTLS; a target of "." means not offered. */
async function bySrv(what: Service, asked: Asked): Promise<FoundServer | null> {
  for (const [service, security] of SERVICES[what].srv) {
    const records = await asked.resolver.resolveSrv(`${service}._tcp.${asked.domain}`).catch(() => []);
    const [best] = records.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight);
    const host = best?.name.replace(/\.$/, '').toLowerCase();
    if (!best || !host) continue;
    await allowed(what, host, best.port, asked.guard);
    return { host, port: best.port, security, user: asked.address };
  }
  return null;
}

/** @returns what the domain's document says of each; null where it says nothing that may be used. */
async function byAutoconfig(asked: Asked, signal: AbortSignal): Promise<Record<Service, FoundServer | null>> {
  const { domain, address, guard } = asked;
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
  const documents = await Promise.all(
    places.map((place) => fetchText(new URL(place), guard, signal).catch(() => null)),
  );
  const find = async (what: Service) => {
    for (const document of documents) {
      const server = document === null ? null : parseAutoconfig(document, address, what);
      if (!server) continue;
      const usable = await allowed(what, server.host, server.port, guard).catch(() => null);
      if (usable !== null) return server;
    }
    return null;
  };
  return { imap: await find('imap'), smtp: await find('smtp') };
}

/** The names most servers go by, where something listens at the port of TLS. */
async function byGuess(what: Service, asked: Asked, signal: AbortSignal): Promise<FoundServer | null> {
  const port = SERVICES[what].tlsPort;
  for (const host of [`${what}.${asked.domain}`, `mail.${asked.domain}`]) {
    try {
      const [first] = await allowed(what, host, port, asked.guard);
      if (first && (await listens(first.address, port, signal)))
        return { host, port, security: 'tls', user: asked.address };
    } catch {
      // No such name, or not one we may connect to: the next.
    }
  }
  return null;
}

function listens(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, signal, timeout: 2_000 });
  const done = (answer: boolean) => () => {
    socket.destroy();
    resolve(answer);
  };
  socket.once('connect', done(true)).once('error', done(false)).once('timeout', done(false));
  return promise;
}

/** The answer, or null if it does not come in time or at all. */
async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const signal = AbortSignal.timeout(ms);
  const late = Promise.withResolvers<null>();
  signal.addEventListener('abort', () => late.resolve(null), { once: true });
  return Promise.race([work(signal).catch(() => null), late.promise]);
}
