/** The probe of the real world, with the guard of hosts in front of it. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import {
  type HostGuard,
  ImapFault,
  lookupSettings,
  MAIL_PROVIDERS,
  makeHostGuard,
  providerOfDomain,
  testConnection,
} from '@tradepost/mail/imap';
import { testSubmission } from '@tradepost/mail/smtp';
import type { Config } from '../config/config.ts';
import { domainOf } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { assertSubmissionAllowed } from '../outbox/host-guard.ts';
import type { HostOptions, MailProbe } from './mail-probe.ts';

export function makeMailProbe(config: Pick<Config, 'allowedMailHosts'>): MailProbe {
  const publicOnly = makeHostGuard({ allowedHosts: config.allowedMailHosts });
  const any = makeHostGuard({ allowedHosts: [], allowPrivate: true });
  const guardFor = ({ privateHostAllowed }: HostOptions) => (privateHostAllowed ? any : publicOnly);
  return {
    providers: MAIL_PROVIDERS.map((provider) => {
      const { mx: _, domains, ...shown } = provider;
      return { ...shown, domains: [...domains] };
    }),
    providerOf: (address) => providerOfDomain(domainOf(address))?.id ?? null,
    async lookup(address) {
      return { ...(await lookupSettings(address, { guard: publicOnly })) };
    },
    async test({ password, ...imap }, options) {
      const result = await testConnection({ ...imap, password }, { guard: guardFor(options) });
      return { ...result };
    },
    testSending: (server, options) => testSubmission(server, { guard: guardFor(options) }),
    assertSubmissionAllowed: ({ host, port }, { privateHostAllowed }) =>
      assertSubmissionAllowed(config, host.trim().toLowerCase(), port, privateHostAllowed),
    async assertHostAllowed({ host, port }, options) {
      if (!options.privateHostAllowed) await assertAllowed(publicOnly, host.trim(), port);
    },
  };
}

/**
 * Says no early and in words; the connection itself checks again, each time. A name that has no address just
 * now passes: the first attempt will say so.
 */
async function assertAllowed(guard: HostGuard, host: string, port: number): Promise<void> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const addresses =
    isIP(bare) !== 0
      ? [bare]
      : await lookup(bare, { all: true }).then(
          (all) => all.map((a) => a.address),
          () => [],
        );
  try {
    for (const address of addresses) guard.check(host, port, address);
  } catch (error) {
    if (!(error instanceof ImapFault)) throw error;
    throw new TradepostError(
      'invalid-request',
      `${host}:${port} may not be used: it is a private address, or no port of IMAP (993, 143). An administrator can list it in ALLOWED_MAIL_HOSTS.`,
      { details: { code: error.code } },
    );
  }
}
