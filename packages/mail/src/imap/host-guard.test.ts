import { describe, expect, test } from 'vitest';
import { isPublicAddress, makeHostGuard } from './host-guard.ts';

const CLOSED = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '::',
  '::1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '::ffff:0:127.0.0.1',
  '::127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  '2002:c0a8:101::1',
  '100::1',
  'fec0::1',
  '3fff::1',
  'not-an-address',
  '',
];
const OPEN = [
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '192.167.1.1',
  '223.255.255.255',
  '2606:4700::1',
  '2a00:1450:4001::1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
];

describe('addresses', () => {
  test.each(CLOSED)('%s is closed', (address) => expect(isPublicAddress(address)).toBe(false));
  test.each(OPEN)('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('the guard', () => {
  const passes = (
    allowedHosts: string[],
    host: string,
    port: number,
    address: string,
    allowPrivate = false,
  ) => {
    try {
      makeHostGuard({ allowedHosts, allowPrivate }).check(host, port, address);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'host-not-allowed' });
      return false;
    }
  };

  test.each<[string[], string, number, string, boolean]>([
    [[], 'imap.example.com', 993, '8.8.8.8', true],
    [[], 'imap.example.com', 143, '8.8.8.8', true],
    [[], 'imap.example.com', 585, '8.8.8.8', false],
    [[], 'imap.example.com', 25, '8.8.8.8', false],
    [[], 'imap.example.com', 993, '10.0.0.5', false],
    [['imap.example.com'], 'IMAP.example.com.', 1143, '10.0.0.5', true],
    [['imap.example.com:993'], 'imap.example.com', 993, '10.0.0.5', true],
    [['imap.example.com:993'], 'imap.example.com', 143, '10.0.0.5', false],
    [['imap.example.com'], 'evil-imap.example.com', 993, '10.0.0.5', false],
    [['10.0.0.0/8'], 'anything', 993, '10.0.0.5', true],
    [['10.0.0.0/8'], 'anything', 993, '11.0.0.5', true],
    [['10.0.0.0/8'], 'anything', 993, '192.168.0.1', false],
    [['10.0.0.5'], 'anything', 1143, '10.0.0.5', true],
    [['10.0.0.5:143'], 'anything', 993, '10.0.0.5', false],
    [['fd00::/8'], 'anything', 993, 'fd12::1', true],
    [['[fd00::1]:993'], 'anything', 993, 'fd00::1', true],
  ])('with %j: %s:%i at %s → %s', (allowed, host, port, address, expected) => {
    expect(passes(allowed, host, port, address)).toBe(expected);
  });

  test('lets the machine’s administrator name any host and port', () => {
    expect(passes([], 'localhost', 10_143, '127.0.0.1', true)).toBe(true);
  });

  test.each(['10.0.0.0/33', 'a b', 'host:0', 'host:99999', 'https://host', 'fd00::/200', ''])(
    'refuses to start with the exception %j',
    (entry) => expect(() => makeHostGuard({ allowedHosts: [entry] })).toThrow('Not a host'),
  );
});
