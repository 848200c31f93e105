import { expect, test } from 'vitest';
import { describeVariables, processEnvironment, readSettings } from './settings.ts';

test('every fault of the environment is told at once', () => {
  expect(() =>
    readSettings({ PORT: 'x', POSTGRES_PORT: '99999', REDIS_PORT: '-1', LOG_LEVEL: 'loud' }),
  ).toThrow(/4 fault[^]*PORT[^]*LOG_LEVEL[^]*POSTGRES_PORT[^]*REDIS_PORT/);
});

test('lists are read at the start, and what is odd in them is named', () => {
  expect(() =>
    readSettings({ ALLOWED_MAIL_HOSTS: 'mail.lan, 10.0.0.0/99', TRUST_PROXY: '127.0.0.1,proxy' }),
  ).toThrow(/2 fault[^]*TRUST_PROXY[^]*"proxy"[^]*ALLOWED_MAIL_HOSTS[^]*"10\.0\.0\.0\/99"/);
  expect(
    readSettings({
      ALLOWED_MAIL_HOSTS: 'mail.lan:143,[::1]:993,10.0.0.0/8',
      TRUST_PROXY: 'loopback,10.0.0.0/8',
    }).config,
  ).toMatchObject({ trustProxy: ['loopback', '10.0.0.0/8'] });
});

test('an empty variable counts as none', () => {
  expect(readSettings({ DATABASE_URL: ' ', REDIS_PORT: '' })).toMatchObject({
    databaseUrl: undefined,
    redisPort: undefined,
  });
});

test('the processes get the URLs of the services that run, and the settings as they were understood', () => {
  const settings = readSettings({ HOST: '0.0.0.0', PORT: '9000', TRADEPOST_DATA: '/srv/data' });
  expect(processEnvironment(settings, { databaseUrl: 'postgres://a', redisUrl: 'redis://b' })).toEqual({
    DATABASE_URL: 'postgres://a',
    REDIS_URL: 'redis://b',
    TRADEPOST_DATA: '/srv/data',
    TRADEPOST_KEY_FILE: '/srv/data/keys.json',
    HOST: '0.0.0.0',
    PORT: '9000',
    PUBLIC_URL: 'http://0.0.0.0:9000',
    ALLOWED_MAIL_HOSTS: '',
  });
});

test('the help names every variable', () => {
  expect(describeVariables()).toMatch(/TRADEPOST_DATA[^]*POSTGRES_PORT[^]*TRUST_PROXY/);
});
