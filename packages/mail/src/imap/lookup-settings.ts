import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { domainToASCII } from 'node:url';
import { type FoundServer, parseAutoconfig } from './autoconfig.ts';
import { fetchText } from './fetch-text.ts';
import type { HostGuard } from './host-guard.ts';
import { type MailProvider, providerOfDomain, providerOfMx } from './providers.ts';
import { resolveHost } from './resolve-host.ts';
import type { ImapSettings } from './types.ts';

export interface LookupResult {
  readonly imap: Omit<ImapSettings, 'password'> | null;
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

const NOTHING: LookupResult = { imap: null, providerId: null, source: 'none' };

/**
 * Finds the IMAP server of an address without asking anybody but its own domain: known provider, MX of a
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

  const { guard } = options;
  const [srv, autoconfig, guess] = await Promise.all([
    within(OTHERS_MS, () => bySrv(domain, address, resolver, guard)),
    within(OTHERS_MS, (signal) => byAutoconfig(domain, address, guard, signal)),
    within(OTHERS_MS, (signal) => byGuess(domain, address, guard, signal)),
  ]);
  if (srv) return { imap: srv, providerId: null, source: 'srv' };
  if (autoconfig) return { imap: autoconfig, providerId: null, source: 'autoconfig' };
  if (guess) return { imap: guess, providerId: null, source: 'guess' };
  return NOTHING;
}

function preset(provider: MailProvider, address: string): LookupResult {
  const user = provider.userName === 'address' ? address : address.slice(0, address.lastIndexOf('@'));
  return { imap: { ...provider.imap, user }, providerId: provider.id, source: 'preset' };
}

/** RFC 6186 3.1, 3.4: TLS from the start before STARTTLS; a target of "." means not offered. */
async function bySrv(
  domain: string,
  user: string,
  resolver: MailResolver,
  guard: HostGuard,
): Promise<FoundServer | null> {
  for (const [service, security] of [
    ['_imaps', 'tls'],
    ['_imap', 'starttls'],
  ] as const) {
    const records = await resolver.resolveSrv(`${service}._tcp.${domain}`).catch(() => []);
    const [best] = records.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight);
    const host = best?.name.replace(/\.$/, '').toLowerCase();
    if (!best || !host) continue;
    await resolveHost(host, (address) => guard.check(host, best.port, address));
    return { host, port: best.port, security, user };
  }
  return null;
}

async function byAutoconfig(
  domain: string,
  address: string,
  guard: HostGuard,
  signal: AbortSignal,
): Promise<FoundServer | null> {
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
  const documents = await Promise.all(
    places.map((place) => fetchText(new URL(place), guard, signal).catch(() => null)),
  );
  for (const document of documents) {
    const server = document === null ? null : parseAutoconfig(document, address);
    if (!server) continue;
    await resolveHost(server.host, (ip) => guard.check(server.host, server.port, ip));
    return server;
  }
  return null;
}

/** The names most servers go by, where something listens at the port of IMAP over TLS. */
async function byGuess(
  domain: string,
  user: string,
  guard: HostGuard,
  signal: AbortSignal,
): Promise<FoundServer | null> {
  for (const host of [`imap.${domain}`, `mail.${domain}`]) {
    try {
      const [first] = await resolveHost(host, (address) => guard.check(host, 993, address));
      if (first && (await listens(first.address, 993, signal)))
        return { host, port: 993, security: 'tls', user };
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
