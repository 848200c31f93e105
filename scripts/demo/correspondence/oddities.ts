/** Letters as the world mangles them. Each takes a right one and spoils it in one known way. */
import { encodeText } from './charset.ts';
import type { DocumentPool } from './documents/pool.ts';
import { base64Lines, type Entity, multipart, textEntity } from './mime.ts';
import type { Random } from './random.ts';
import { tnef } from './tnef.ts';
import type { Letter, Oddity } from './types.ts';

const without = (entity: Entity, name: string): Entity => ({
  ...entity,
  headers: entity.headers.filter(([header]) => header.toLowerCase() !== name),
});

const replaced = (entity: Entity, name: string, value: string): Entity => ({
  ...entity,
  headers: entity.headers.map(([header, old]) =>
    header.toLowerCase() === name ? [header, value] : [header, old],
  ),
});

const isContent = (name: string): boolean => /^content-(?!language)/i.test(name);
const envelope = (entity: Entity) => entity.headers.filter(([name]) => !isContent(name));

const ABSURD_DATES = [
  'Thu, 01 Jan 1970 08:00:00 +0800',
  'Mon, 32 Feb 2025 25:61:00 +0800',
  'Sat, 14 Mar 2099 10:00:00 +0000',
  '2025-3-14 9:05',
  'Fri, 14 Mar 0125 10:00:00 GMT+08:00',
];

/** @param original octets of the letter that a forwarded one carries. */
export function spoil(
  oddity: Oddity,
  entity: Entity,
  letter: Letter,
  rng: Random,
  pool: DocumentPool,
  original: () => Buffer,
): Entity {
  switch (oddity) {
    case 'truncated':
      // The connection broke while the mail was being sent: no closing boundary, half a line of base64.
      return {
        ...entity,
        body: entity.body.subarray(0, Math.floor(entity.body.length * (0.55 + rng.next() * 0.3))),
      };
    case 'wrong-charset': {
      // GBK or KOI8-R octets under the label of another charset.
      const actual = letter.language === 'ru' ? 'koi8-r' : letter.language === 'zh' ? 'gbk' : 'windows-1252';
      const text = letter.blocks
        .flatMap((block) => (block.kind === 'text' ? [block.text] : []))
        .join('\r\n\r\n');
      const label =
        letter.language === 'zh'
          ? rng.pick(['iso-8859-1', 'utf-8', 'us-ascii'])
          : rng.pick(['utf-8', 'windows-1252', 'x-unknown']);
      return {
        headers: [
          ...envelope(entity),
          ['Content-Type', `text/plain; charset=${label}`],
          ['Content-Transfer-Encoding', '8bit'],
        ],
        body: encodeText(text.replace(/\r?\n/g, '\r\n'), actual),
      };
    }
    case 'raw-subject':
      // Old Chinese web forms: bare GBK octets in the header, no encoded-word, no charset anywhere.
      return replaced(
        entity,
        'subject',
        encodeText(letter.subject, letter.language === 'ru' ? 'koi8-r' : 'gbk').toString('latin1'),
      );
    case 'no-message-id':
      return without(entity, 'message-id');
    case 'no-date':
      return without(entity, 'date');
    case 'absurd-date':
      return replaced(entity, 'date', rng.pick(ABSURD_DATES));
    case 'winmail': {
      const files = letter.files.map((ref) => ({ name: ref.name, content: pool.file(ref).content }));
      const text = letter.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n\n');
      const mixed = multipart(
        'mixed',
        [
          textEntity(text, { subtype: 'plain', charset: 'utf-8', encoding: 'quoted-printable' }),
          {
            headers: [
              ['Content-Type', 'application/ms-tnef; name="winmail.dat"'],
              ['Content-Transfer-Encoding', 'base64'],
              ['Content-Disposition', 'attachment; filename="winmail.dat"'],
            ],
            body: Buffer.from(base64Lines(tnef(files)), 'latin1'),
          },
        ],
        `----_=_NextPart_${rng.token(16, '0123456789ABCDEF')}`,
      );
      return {
        headers: [...envelope(entity), ['X-MS-Has-Attach', 'yes'], ...mixed.headers],
        body: mixed.body,
      };
    }
    case 'forwarded': {
      const note = letter.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n\n');
      const mixed = multipart(
        'mixed',
        [
          textEntity(note, { subtype: 'plain', charset: 'utf-8', encoding: 'base64' }),
          {
            headers: [
              ['Content-Type', 'message/rfc822; name="original.eml"'],
              ['Content-Disposition', 'attachment; filename="original.eml"'],
            ],
            body: original(),
          },
        ],
        `------------${rng.token(24)}`,
      );
      return { headers: [...envelope(entity), ...mixed.headers], body: mixed.body };
    }
  }
}
