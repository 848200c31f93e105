/** A letter as octets: what the writer's program sends, and the trace lines that each delivery adds. */
import { CLIENTS, fullHtml, fullText } from './clients.ts';
import { rfcDate } from './calendar.ts';
import { type Charset, encodeWords, fits } from './charset.ts';
import { COMPANY } from './company.ts';
import type { DocumentPool } from './documents/pool.ts';
import {
  type Entity,
  fileEntity,
  multipart,
  type NameStyle,
  textEntity,
  type TransferEncoding,
  writeEntity,
} from './mime.ts';
import { spoil } from './oddities.ts';
import { Random } from './random.ts';
import type { Intent, Letter, Party, Person } from './types.ts';

/** What the program prefers; UTF-8 where the text would not survive. */
function preferredCharset(person: Person, letter: Letter, rng: Random): Charset {
  const { client } = person;
  switch (letter.language) {
    case 'zh':
      if (client === 'foxmail') return rng.pick<Charset>(['gb2312', 'gb2312', 'utf-8']);
      if (client === 'coremail') return rng.pick<Charset>(['gbk', 'utf-8']);
      if (client === 'qq') return rng.pick<Charset>(['gb18030', 'utf-8']);
      return rng.pick<Charset>(['gb2312', 'gbk', 'utf-8']);
    case 'ru':
      return client === 'outlook'
        ? 'windows-1251'
        : client === 'thunderbird'
          ? 'koi8-r'
          : rng.pick<Charset>(['koi8-r', 'utf-8']);
    case 'ja':
      return rng.chance(0.8) ? 'iso-2022-jp' : 'utf-8';
    case 'ar':
      return client === 'outlook' && rng.chance(0.3) ? 'windows-1256' : 'utf-8';
    case 'en':
      return client === 'outlook'
        ? rng.pick<Charset>(['us-ascii', 'utf-8', 'windows-1252'])
        : rng.pick<Charset>(['us-ascii', 'utf-8']);
    default:
      return client === 'outlook'
        ? rng.pick<Charset>(['iso-8859-1', 'utf-8', 'windows-1252'])
        : rng.pick<Charset>(['utf-8', 'iso-8859-1']);
  }
}

function transferEncoding(charset: Charset, rng: Random, client: string): TransferEncoding {
  if (charset === 'us-ascii' || charset === 'iso-2022-jp') return '7bit';
  if (client === 'thunderbird') return '8bit';
  if (charset.startsWith('gb') || charset === 'koi8-r') return 'base64';
  return rng.chance(0.7) ? 'quoted-printable' : 'base64';
}

function mailboxText(party: Party, charset: Charset): string {
  if (party.name === '') return party.address;
  if (!/[^\x20-\x7e]/.test(party.name)) {
    const quoted = /[^A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]/.test(party.name);
    return `${quoted ? `"${party.name.replace(/["\\]/g, '\\$&')}"` : party.name} <${party.address}>`;
  }
  return `${encodeWords(party.name, fits(party.name, charset) ? charset : 'utf-8')} <${party.address}>`;
}

export const addressList = (parties: readonly Party[], charset: Charset): string =>
  parties.map((party) => mailboxText(party, charset)).join(',\r\n\t');

/** Ancestors' ids, oldest first (RFC 5322 3.6.4); long chains keep the first and the newest. */
export function references(letter: Letter): string[] {
  const ids: string[] = [];
  for (let at = letter.parent; at !== null; at = at.parent) ids.unshift(at.id);
  return ids.length > 12 ? [ids[0] as string, ...ids.slice(-11)] : ids;
}

function nameStyle(person: Person, rng: Random): NameStyle {
  if (person.client === 'thunderbird' || person.client === 'apple') return 'rfc2231';
  if (person.client === 'foxmail' || person.client === 'qq') return 'rfc2047';
  return rng.chance(0.5) ? 'rfc2231' : 'rfc2047';
}

export interface Rendered {
  /** Without trace lines: the copy in Sent. */
  readonly raw: Buffer;
  readonly intent: Intent;
}

/** Deterministic: chance comes from the letter's id. */
export function render(letter: Letter, pool: DocumentPool): Rendered {
  const rng = new Random(`render/${letter.id}`);
  const { from } = letter;
  const client = CLIENTS[from.client];
  const text = fullText(letter);
  const wanted = preferredCharset(from, letter, rng);
  const charset: Charset = fits(text + letter.subject, wanted) ? wanted : 'utf-8';
  const encoding = transferEncoding(charset, rng, from.client);
  const boundary = (n: number) => `----=_${n}_${rng.token(24)}`;
  const pictures = letter.blocks.flatMap((block) => (block.kind === 'image' ? [block.file] : []));
  const contentId = (file: string) =>
    `${file.replace(/[^a-z0-9]/gi, '')}.${letter.id.slice(0, 12).replace(/[^A-Za-z0-9]/g, '')}@${from.address.split('@')[1]}`;

  let body: Entity = textEntity(`${text}\n`, { subtype: 'plain', charset, encoding });
  if (client.html || pictures.length > 0) {
    const direction = letter.language === 'ar' ? ' dir="rtl"' : '';
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head>\n<body${direction} style="${client.font}">\n${fullHtml(letter, contentId)}\n</body></html>\n`;
    let rich: Entity = textEntity(html, { subtype: 'html', charset, encoding });
    if (pictures.length > 0) {
      const images = pictures.map((file, i) =>
        fileEntity(
          {
            ...pool.file({ document: file, name: '' }),
            fileName: `image00${i + 1}.png`,
            contentId: contentId(file),
          },
          charset,
          'rfc2047',
        ),
      );
      rich = multipart('related', [rich, ...images], boundary(3), ' type="text/html";');
    }
    body = multipart('alternative', [body, rich], boundary(2));
  }
  if (letter.files.length > 0) {
    const style = nameStyle(from, rng);
    const files = letter.files.map((ref) => {
      // A name is in the letter's charset where that has its characters, like the subject.
      const nameCharset = fits(ref.name, charset) ? charset : 'utf-8';
      return fileEntity({ ...pool.file(ref), fileName: ref.name }, nameCharset, style);
    });
    body = multipart('mixed', [body, ...files], boundary(1));
  }

  const headers: [string, string][] = [
    ['Date', rfcDate(letter.date, from.zone)],
    ['From', addressList([from], charset)],
    ['To', addressList(letter.to, charset)],
  ];
  if (letter.cc.length > 0) headers.push(['Cc', addressList(letter.cc, charset)]);
  headers.push([
    'Subject',
    encodeWords(letter.subject, charset, rng.chance(0.3) && !charset.startsWith('iso-2022') ? 'Q' : 'B'),
  ]);
  if (letter.parent !== null) {
    headers.push(['In-Reply-To', `<${letter.parent.id}>`]);
    headers.push([
      'References',
      references(letter)
        .map((id) => `<${id}>`)
        .join('\r\n '),
    ]);
  }
  headers.push(
    ['Message-ID', `<${letter.id}>`],
    ['MIME-Version', '1.0'],
    ...letter.extraHeaders.map(([n, v]): [string, string] => [n, v]),
  );
  headers.push(...client.headers.map(([n, v]): [string, string] => [n, v]));
  const entity: Entity = { headers: [...headers, ...body.headers], body: body.body };
  const spoilt =
    letter.oddity === null
      ? null
      : spoil(letter.oddity, entity, letter, rng, pool, () =>
          letter.parent === null ? Buffer.alloc(0) : render(letter.parent, pool).raw,
        );
  return {
    raw: writeEntity(spoilt ?? entity),
    intent: {
      kind: letter.oddity ?? letter.kind,
      subject: letter.subject,
      from: from.address.toLowerCase(),
      language: letter.language,
      charset,
      wellFormed:
        letter.oddity === null ||
        letter.oddity === 'winmail' ||
        letter.oddity === 'forwarded' ||
        letter.oddity === 'no-message-id',
    },
  };
}

/** The lines that the receiving server puts on top; they differ from account to account. */
export function traceLines(from: Party, account: string, date: Date, rng: Random): Buffer {
  const domain = from.address.split('@')[1] ?? 'unknown.example';
  const arrived = new Date(date.getTime() + rng.int(2, 40) * 1000);
  const internal = domain.endsWith(COMPANY.domain);
  const relay = internal ? `app1.${COMPANY.domain}` : `mx.${domain}`;
  const lines = [
    `Return-Path: <${from.address}>`,
    `Delivered-To: ${account}`,
    `Received: from ${relay} (${relay} [203.0.113.${rng.int(2, 250)}])\r\n\tby mx1.${COMPANY.domain} (Postfix) with ESMTPS id ${rng.token(10, 'ABCDEF0123456789')}\r\n\tfor <${account}>; ${rfcDate(arrived, 480)}`,
    ...(internal
      ? []
      : [
          `Authentication-Results: mx1.${COMPANY.domain};\r\n\tdkim=${rng.chance(0.85) ? 'pass' : 'none'} header.d=${domain};\r\n\tspf=${rng.chance(0.92) ? 'pass' : 'softfail'} smtp.mailfrom=${domain}`,
        ]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}
