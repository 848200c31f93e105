import { describe, expect, test } from 'vitest';
import { parseAutoconfig } from './autoconfig.ts';
import { makeHostGuard } from './host-guard.ts';
import { lookupSettings, type MailResolver } from './lookup-settings.ts';
import { providerOfDomain, providerOfImap, providerOfMx } from './find-provider.ts';
import { MAIL_PROVIDERS } from './providers.ts';

const guard = makeHostGuard({ allowedHosts: [] });
const resolver = (answers: { mx?: string[]; srv?: Record<string, [string, number]> }): MailResolver => ({
  resolveMx: async () => (answers.mx ?? []).map((exchange, priority) => ({ exchange, priority })),
  resolveSrv: async (name) => {
    const found = answers.srv?.[name];
    return found
      ? [{ name: found[0], port: found[1], priority: 0, weight: 0 }]
      : Promise.reject(new Error('ENOTFOUND'));
  },
});

describe('presets', () => {
  test('have ids of their own, encrypt, and share no domain', () => {
    const ids = MAIL_PROVIDERS.map(({ id }) => id);
    const domains = MAIL_PROVIDERS.flatMap((provider) => provider.domains);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(domains).size).toBe(domains.length);
    for (const { id, imap, smtp, helpUrl } of MAIL_PROVIDERS) {
      expect(imap).toMatchObject({ port: 993, security: 'tls' });
      expect([
        { port: 465, security: 'tls' },
        { port: 587, security: 'starttls' },
      ]).toContainEqual({
        port: smtp.port,
        security: smtp.security,
      });
      expect(providerOfImap(imap.host.toUpperCase())?.smtp, id).toEqual(smtp);
      expect(helpUrl).toMatch(/^https:\/\//);
    }
  });

  test.each([
    ['gmail.com', 'gmail'],
    ['QQ.com', 'qq'],
    ['foxmail.com', 'qq'],
    ['vip.163.com', 'netease-163'],
    ['126.com', 'netease-126'],
    ['yeah.net', 'netease-yeah'],
    ['zoho.com.cn', 'zoho-com-cn'],
    ['hotmail.com', 'outlook'],
    ['yandex.ru', 'yandex'],
  ])('%s belongs to %s', (domain, id) => expect(providerOfDomain(domain)?.id).toBe(id));

  test.each([
    ['mxbiz1.qq.com', 'exmail'],
    ['MXBIZ2.QQ.COM.', 'exmail'],
    ['hzmx01.mxmail.netease.com', 'netease-qiye-hz'],
    ['qiye163mx01.mxmail.netease.com', 'netease-qiye'],
    ['mxn.mxhichina.com', 'aliyun-qiye'],
    ['mx1.qiye.aliyun.com', 'aliyun-qiye'],
    ['aspmx.l.google.com', 'gmail'],
    ['aspmx2.googlemail.com', 'gmail'],
    ['acme-com.mail.protection.outlook.com', 'outlook'],
    ['acme-com.mail.protection.partner.outlook.cn', 'outlook-china'],
    ['mx.zoho.com', 'zoho-pro-com'],
    ['mx2.zoho.eu', 'zoho-pro-eu'],
    ['mx3.zoho.com.cn', 'zoho-pro-com-cn'],
    ['mx.yandex.net', 'yandex'],
    ['mx.example.com', undefined],
    ['evilmxbiz1.qq.com', undefined],
    ['google.com.evil.example', undefined],
  ])('the exchanger %s is of %s', (exchange, id) => expect(providerOfMx(exchange)?.id).toBe(id));
});

describe('looking up', () => {
  test('a known domain asks nobody', async () => {
    const nobody: MailResolver = {
      resolveMx: () => Promise.reject(new Error()),
      resolveSrv: () => Promise.reject(new Error()),
    };
    expect(await lookupSettings('wang@qq.com', { guard, resolver: nobody })).toEqual({
      imap: { host: 'imap.qq.com', port: 993, security: 'tls', user: 'wang@qq.com' },
      smtp: { host: 'smtp.qq.com', port: 465, security: 'tls', user: 'wang@qq.com' },
      providerId: 'qq',
      source: 'preset',
    });
  });

  test('a company domain is known by its exchanger', async () => {
    const found = await lookupSettings('li@acme.invalid', {
      guard,
      resolver: resolver({ mx: ['hzmx02.mxmail.netease.com'] }),
    });
    expect(found).toMatchObject({
      imap: { host: 'imaphz.qiye.163.com', user: 'li@acme.invalid' },
      providerId: 'netease-qiye-hz',
    });
  });

  test('SRV is believed for an address that may be connected to, and passed over for one that may not', async () => {
    const srv = (host: string) => resolver({ srv: { '_imaps._tcp.acme.invalid': [host, 993] } });
    expect(await lookupSettings('li@acme.invalid', { guard, resolver: srv('8.8.8.8') })).toEqual({
      imap: { host: '8.8.8.8', port: 993, security: 'tls', user: 'li@acme.invalid' },
      smtp: null,
      providerId: null,
      source: 'srv',
    });
    for (const host of ['10.0.0.1', '127.0.0.1', '', '.']) {
      expect(await lookupSettings('li@acme.invalid', { guard, resolver: srv(host) })).toMatchObject({
        source: 'none',
      });
    }
  });

  test('SRV tells where mail is handed in, TLS before STARTTLS (RFC 8314 5.1)', async () => {
    const srv = {
      '_submission._tcp.acme.invalid': ['8.8.4.4', 587] as [string, number],
      '_submissions._tcp.acme.invalid': ['8.8.8.8', 465] as [string, number],
    };
    const found = await lookupSettings('li@acme.invalid', { guard, resolver: resolver({ srv }) });
    expect(found.smtp).toEqual({ host: '8.8.8.8', port: 465, security: 'tls', user: 'li@acme.invalid' });
  });

  test('a resolver that never answers costs seconds, not more', async () => {
    const silent: MailResolver = {
      resolveMx: () => new Promise(() => {}),
      resolveSrv: () => new Promise(() => {}),
    };
    const began = performance.now();
    expect(await lookupSettings('li@acme.invalid', { guard, resolver: silent })).toMatchObject({
      source: 'none',
    });
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  test.each(['no-at', '@domain.com', 'a@', 'a@b', 'a@exa mple.com', 'a@127.0.0.1/x'])(
    '%j is no address',
    async (address) => {
      expect(await lookupSettings(address, { guard, resolver: resolver({}) })).toMatchObject({
        source: 'none',
      });
    },
  );
});

describe('autoconfig', () => {
  const server = (type: string, fields: Record<string, string>) =>
    `<incomingServer type="${type}">${Object.entries(fields)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('')}</incomingServer>`;
  const document = (...servers: string[]) =>
    `<?xml version="1.0"?><clientConfig><emailProvider id="x">${servers.join('')}</emailProvider></clientConfig>`;
  const pop = server('pop3', { hostname: 'pop.example.com', port: '995', socketType: 'SSL' });
  const tls = server('imap', {
    hostname: 'IMAP.%EMAILDOMAIN%',
    port: '993',
    socketType: 'SSL',
    username: '%EMAILLOCALPART%',
  });
  const starttls = server('imap', { hostname: 'imap.example.com', port: '143', socketType: 'STARTTLS' });
  const plain = server('imap', { hostname: 'imap.example.com', port: '143', socketType: 'plain' });

  test.each([
    [document(pop, starttls, tls), { host: 'imap.example.com', port: 993, security: 'tls', user: 'li' }],
    [
      document(starttls),
      { host: 'imap.example.com', port: 143, security: 'starttls', user: 'li@example.com' },
    ],
    [document(pop, plain), null],
    [document(server('imap', { hostname: 'a b', port: '993', socketType: 'SSL' })), null],
    [document(server('imap', { hostname: 'a.example', port: '0x3e1f1', socketType: 'SSL' })), null],
    ['<html>not found</html>', null],
    ['', null],
    ['<incomingServer type="imap">'.repeat(10_000), null],
  ])('%#', (xml, expected) => expect(parseAutoconfig(xml, 'li@example.com')).toEqual(expected));

  test('where mail is handed in', () => {
    const outgoing = document(
      tls,
      tls.replaceAll('incomingServer', 'outgoingServer').replace('"imap"', '"smtp"'),
    );
    expect(parseAutoconfig(outgoing, 'li@example.com', 'smtp')).toMatchObject({ port: 993, user: 'li' });
    expect(parseAutoconfig(document(tls), 'li@example.com', 'smtp')).toBeNull();
  });
});
