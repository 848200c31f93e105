/** Settings of a process: read once from the environment, checked whole, frozen. No other file reads it. */
import { availableParallelism } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { isAddressBlock, parseAllowedHost } from '@tradepost/mail/imap/allowed-host';

export interface Config {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Absolute folder of blobs, keys and logs. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Where people reach the web app; no slash at the end. */
  readonly publicUrl: string;
  /** Hosts, host:port or CIDR blocks that mail settings given over the web may name although private. */
  readonly allowedMailHosts: readonly string[];
  readonly logLevel: LogLevel;
  /** Proxies in front of the api whose X-Forwarded-* headers are believed: false, or a list of addresses. */
  readonly trustProxy: false | readonly string[];
  /** Threads that parse, hash and compress. */
  readonly parseThreads: number;
  readonly keyFile: string;
  readonly key: string | null;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly code = 'invalid-config';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The settings have ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/** Every variable, its default and what it is for: the source of the README's table and of `--help`. */
export const CONFIG_VARIABLES = [
  ['TRADEPOST_DATA', './data', 'folder of the archive, the keys, the logs and the embedded services'],
  ['HOST', '127.0.0.1', 'address the web server listens on'],
  ['PORT', '8420', 'port the web server listens on'],
  ['PUBLIC_URL', 'http://HOST:PORT', 'address people use; links in mails and cookies follow it'],
  ['DATABASE_URL', 'embedded', 'postgres:// URL of an own server (15 or newer)'],
  ['REDIS_URL', 'local', 'redis:// URL of an own server (6.2 or newer, noeviction)'],
  ['POSTGRES_PORT', 'a free port', 'port of the embedded Postgres'],
  ['REDIS_PORT', 'a free port', 'port of the local Redis'],
  [
    'ALLOWED_MAIL_HOSTS',
    '',
    'private mail hosts that may be given over the web: host, host:port or CIDR, by comma',
  ],
  ['TRADEPOST_KEY', '', 'key of the secrets (32 octets, base64); outranks the key file'],
  [
    'TRADEPOST_KEY_FILE',
    'TRADEPOST_DATA/keys.json',
    'file of the keys; made at the first start with mode 0600',
  ],
  ['LOG_LEVEL', 'info', 'fatal, error, warn, info, debug, trace or silent'],
  ['TRUST_PROXY', '', 'addresses of the proxies in front, by comma'],
  ['PARSE_THREADS', '2, on two processors or fewer 1', 'threads that read mails, 1 to 32'],
] as const;

/** Beside Postgres and the thread that talks to it there is a processor for one on a machine of two. */
const DEFAULT_PARSE_THREADS = availableParallelism() > 2 ? 2 : 1;

/** What `proxy-addr` takes in place of addresses. */
const PROXY_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError that lists every fault at once. */
export function loadConfig(env: Environment): Config {
  const faults: string[] = [];
  const text = (name: string, fallback: string) => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? fallback : value;
  };
  const integer = (name: string, fallback: number, least: number, most: number) => {
    const value = text(name, String(fallback));
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    faults.push(`${name} must be a whole number from ${least} to ${most}, not "${value}".`);
    return fallback;
  };
  const url = (name: string, value: string, protocols: readonly string[]) => {
    if (value === '') {
      faults.push(`${name} is missing: give a ${protocols[0]}// URL.`);
      return '';
    }
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
      faults.push(`${name} must be a URL that begins with ${protocols.join(' or ')}.`);
    return value;
  };
  const list = (name: string, fits: (item: string) => boolean, what: string) => {
    const items = text(name, '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    const odd = items.filter((item) => !fits(item)).map((item) => `"${item}"`);
    if (odd.length > 0) faults.push(`${name} takes ${what}, by comma, not ${odd.join(', ')}.`);
    return items;
  };

  const folder = text('TRADEPOST_DATA', './data');
  const dataDir = isAbsolute(folder) ? folder : resolve(folder);
  const host = text('HOST', '127.0.0.1');
  const port = integer('PORT', 8420, 1, 65535);
  const publicUrl = url(
    'PUBLIC_URL',
    text('PUBLIC_URL', `http://${host.includes(':') ? `[${host}]` : host}:${port}`),
    ['http:', 'https:'],
  ).replace(/\/+$/, '');
  const databaseUrl = url('DATABASE_URL', text('DATABASE_URL', ''), ['postgres:', 'postgresql:']);
  const redisUrl = url('REDIS_URL', text('REDIS_URL', ''), ['redis:', 'rediss:', 'unix:']);
  const logLevel = text('LOG_LEVEL', 'info') as LogLevel;
  if (!LOG_LEVELS.includes(logLevel))
    faults.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${logLevel}".`);
  const key = text('TRADEPOST_KEY', '');
  if (key !== '' && Buffer.from(key, 'base64').length !== 32)
    faults.push('TRADEPOST_KEY must be 32 octets in base64.');
  const trustProxy = list(
    'TRUST_PROXY',
    (item) => PROXY_NETWORKS.includes(item) || isAddressBlock(item),
    'addresses or CIDR blocks',
  );
  const config: Config = {
    databaseUrl,
    redisUrl,
    dataDir,
    host,
    port,
    publicUrl,
    allowedMailHosts: list(
      'ALLOWED_MAIL_HOSTS',
      (item) => parseAllowedHost(item) !== null,
      'hosts, host:port or CIDR blocks',
    ),
    logLevel,
    trustProxy: trustProxy.length === 0 ? false : trustProxy,
    parseThreads: integer('PARSE_THREADS', DEFAULT_PARSE_THREADS, 1, 32),
    keyFile: text('TRADEPOST_KEY_FILE', resolve(dataDir, 'keys.json')),
    key: key === '' ? null : key,
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}
