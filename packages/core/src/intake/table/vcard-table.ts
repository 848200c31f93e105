/** Cards as lines of a list: each card a line, its columns the fields of an import. */
import { parseVcards, type Vcard } from '@tradepost/mail/vcard';
import type { TableRow } from './limits.ts';

/** Between several values of one cell. */
const AND = '\n';

const numbers =
  (...kinds: readonly string[]) =>
  (card: Vcard) =>
    card.numbers
      .filter((number) => kinds.includes(number.kind))
      .map((number) => number.value)
      .join(AND);
const place = (part: keyof Vcard['places'][number]) => (card: Vcard) => card.places[0]?.[part] ?? '';

/** The columns of every file of cards; the headings are those that the proposal of a mapping knows. */
const COLUMNS: readonly (readonly [heading: string, read: (card: Vcard) => string | null])[] = [
  // A card without a company is the person's own.
  ['Company', (card) => card.organisation ?? card.name],
  ['Contact', (card) => card.name],
  ['Position', (card) => card.title],
  ['Department', (card) => card.department],
  ['E-mail', (card) => card.emails.join(AND)],
  ['Phone', numbers('phone')],
  ['Mobile', numbers('mobile')],
  ['Fax', numbers('fax')],
  ['WhatsApp', numbers('whatsapp')],
  ['WeChat', numbers('wechat')],
  ['QQ', numbers('qq')],
  ['Skype', numbers('skype')],
  ['LinkedIn', numbers('linkedin')],
  ['Facebook', numbers('facebook')],
  ['Telegram', numbers('telegram')],
  ['LINE', numbers('line')],
  ['Viber', numbers('viber')],
  ['Instagram', numbers('instagram')],
  ['X', numbers('x')],
  ['Other', numbers('other')],
  ['Website', (card) => card.websites[0] ?? ''],
  ['Country', place('country')],
  ['Region', place('region')],
  ['City', place('city')],
  ['Address', place('street')],
  ['Birthday', (card) => card.birthday],
  ['Note', (card) => card.note],
];

export function* vcardRows(octets: Buffer): Generator<TableRow> {
  yield { line: 1, cells: COLUMNS.map(([heading]) => heading) };
  let line = 0;
  for (const card of parseVcards(octets))
    yield { line: ++line, cells: COLUMNS.map(([, read]) => read(card) ?? '') };
}
