import { Parser } from 'htmlparser2';
import type { ImapSecurity } from './types.ts';

export interface FoundServer {
  readonly host: string;
  readonly port: number;
  readonly security: ImapSecurity;
  readonly user: string;
}

const ELEMENTS = { imap: 'incomingServer', smtp: 'outgoingServer' } as const;

/**
 * The first IMAP or SMTP server of an autoconfig document
 * (wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat) that encrypts; null where there is none. One
 * without encryption is not proposed to anybody.
 */
export function parseAutoconfig(
  xml: string,
  address: string,
  type: keyof typeof ELEMENTS = 'imap',
): FoundServer | null {
  const element = ELEMENTS[type];
  const servers: Record<string, string>[] = [];
  let server: Record<string, string> | null = null;
  let field: string | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === element) server = attributes['type'] === type && servers.length < 10 ? {} : null;
        else field = name;
      },
      ontext(text) {
        if (server && field) server[field] = `${server[field] ?? ''}${text}`.slice(0, 300);
      },
      onclosetag(name) {
        if (name === element && server) {
          servers.push(server);
          server = null;
        }
        field = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  const found = servers.map((fields) => toServer(fields, address)).filter((candidate) => candidate !== null);
  return found.find((candidate) => candidate.security === 'tls') ?? found[0] ?? null;
}

function toServer(fields: Record<string, string>, address: string): FoundServer | null {
  const host = fill(fields['hostname'] ?? '', address).toLowerCase();
  const port = Number(fields['port'] ?? '');
  const security = { SSL: 'tls', STARTTLS: 'starttls' }[(fields['socketType'] ?? '').trim().toUpperCase()];
  if (!security || !/^[a-z0-9.-]{1,253}$/.test(host) || !Number.isInteger(port) || port < 1 || port > 65_535)
    return null;
  const user = fill(fields['username'] ?? '', address) || address;
  return { host, port, security: security as ImapSecurity, user };
}

function fill(value: string, address: string): string {
  const at = address.lastIndexOf('@');
  return value
    .trim()
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1));
}
