/** Senders who are no customers: suppliers, forwarders, platforms, robots. */
import type { ClientName, Language, Letter, Person } from '../types.ts';
import type { Block } from '../blocks.ts';
import { CLIENTS } from '../clients.ts';
import type { Random } from '../random.ts';
import type { Party } from '../types.ts';

export function stranger(
  name: string,
  address: string,
  language: Language,
  client: ClientName,
  zone: number,
  lines: readonly string[] = [],
): Person {
  const words = name.split(' ');
  return {
    name,
    address,
    language,
    client,
    zone,
    first: words[0] ?? name,
    last: words.at(-1) ?? name,
    title: lines[0] ?? '',
    signature: [name, ...lines].join('\n'),
  };
}

export interface Simple {
  readonly from: Person;
  readonly to: readonly Party[];
  readonly cc?: readonly Party[];
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly date: Date;
  readonly kind: string;
  readonly language?: Language;
  readonly parent?: Letter | null;
  readonly files?: Letter['files'];
  readonly oddity?: Letter['oddity'];
  readonly headers?: Letter['extraHeaders'];
  readonly rows?: readonly (readonly string[])[];
}

export function simpleLetter(rng: Random, s: Simple): Letter {
  const blocks: Block[] = s.paragraphs.map((text) => ({ kind: 'text', text }));
  if (s.rows !== undefined) blocks.splice(1, 0, { kind: 'table', rows: s.rows });
  return {
    id: CLIENTS[s.from.client].messageId(rng, s.from, s.date),
    date: s.date,
    from: s.from,
    to: s.to,
    cc: s.cc ?? [],
    subject: s.subject,
    language: s.language ?? s.from.language,
    blocks,
    parent: s.parent ?? null,
    files: s.files ?? [],
    oddity: s.oddity ?? null,
    kind: s.kind,
    extraHeaders: s.headers ?? [],
    filedIn: null,
  };
}
