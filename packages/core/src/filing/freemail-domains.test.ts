import { expect, it } from 'vitest';
import { FREEMAIL_DOMAINS, isPlatformDomain, isSharedDomain } from './freemail-domains.ts';

it.each([
  '163.com',
  'vip.163.com',
  'qq.com',
  'foxmail.com',
  'gmail.com',
  'mail.ru',
  't-online.de',
  'yahoo.co.jp',
  'service.alibaba.com',
])('%s names no company', (domain) => expect(isSharedDomain(domain)).toBe(true));

it.each(['acme.de', 'my163.com', 'notgmail.com', 'com', 'co.uk'])('%s is not in the list', (domain) =>
  expect(isSharedDomain(domain)).toBe(false),
);

it('holds plain lower-case domains only, platforms among them', () => {
  for (const domain of FREEMAIL_DOMAINS) expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  expect(isPlatformDomain('feedback.service.alibaba.com')).toBe(true);
  expect(isPlatformDomain('gmail.com')).toBe(false);
});
