/** A card as vCard 4.0 (RFC 6350), which phones and mail programs of the last ten years read. */
import type { Vcard } from './types.ts';

const TEL_TYPE: Readonly<Record<string, string>> = { phone: 'voice', mobile: 'cell', fax: 'fax' };

/** With CRLF, folded at 75 octets (RFC 6350 3.2). */
export function writeVcard(card: Vcard): string {
  const lines = ['BEGIN:VCARD', 'VERSION:4.0'];
  const name = card.name ?? card.organisation ?? card.emails[0] ?? '';
  // 6.2.1: FN must be there.
  lines.push(`FN:${escape(name)}`);
  const add = (head: string, value: string | null) => {
    if (value !== null && value.trim() !== '') lines.push(`${head}:${escape(value)}`);
  };
  if (card.organisation !== null)
    lines.push(
      `ORG:${[card.organisation, ...(card.department === null ? [] : [card.department])].map(escape).join(';')}`,
    );
  add('TITLE', card.title);
  for (const email of card.emails) add('EMAIL', email);
  for (const { kind, value } of card.numbers) {
    const type = TEL_TYPE[kind];
    if (type !== undefined) lines.push(`TEL;TYPE=${type}:${escape(value)}`);
    else
      lines.push(
        `IMPP;X-SERVICE-TYPE=${kind}:${escape(/^[a-z]+:/i.test(value) ? value : `${kind}:${value}`)}`,
      );
  }
  for (const { street, city, region, code, country } of card.places)
    lines.push(`ADR:;;${[street, city, region, code, country].map((part) => escape(part ?? '')).join(';')}`);
  for (const website of card.websites) lines.push(`URL:${oneLine(website)}`);
  if (card.birthday !== null) lines.push(`BDAY:${card.birthday.replaceAll('-', '')}`);
  add('NOTE', card.note);
  lines.push('END:VCARD');
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');
const escape = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** No character is cut: continuation lines begin with a blank. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
