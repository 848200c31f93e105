/**
 * The cards of one mail: in attached forms (XLSX, DOCX), else in its body as a table or as "label: value" lines.
 * Pure and bounded; it runs in a thread that can be killed.
 */
import { htmlToText } from '../html/html-to-text.ts';
import { splitQuoted } from '../html/split-quoted.ts';
import { CARD_FIELDS, type CardKey, type CardKind } from './fields.ts';
import { titleKind } from './labels.ts';
import { type CardValues, Pairs, readLines, readRows } from './pairs.ts';
import { undoQuotedPrintable } from './quoted-printable.ts';
import { readDocx } from './read-docx.ts';
import { type HtmlTables, readHtmlTables } from './read-html.ts';
import { readXlsx } from './read-xlsx.ts';
import { ArchiveError } from './zip-entries.ts';

/** Octets of one attached form; an empty one has about eight thousand. */
const MOST_FORM = 5 * 1024 * 1024;
/** Forms of one mail that are read. */
const MOST_FORMS = 20;
/** Lines among which a title is looked for. */
const MOST_TITLE_LINES = 80;
/** Rows and lines of HTML, and characters of its text, that are looked at. */
const MOST_ROWS = 2_000;
const MOST_NEW_TEXT = 200_000;
/** A line that names the card and says more than that is a sentence. */
const MOST_TITLE_LENGTH = 60;
/** Without a title a table of values is a card where so many of its fields are named, the name among them. */
const FIELDS_WITHOUT_TITLE = 4;

export interface ReadCard {
  readonly kind: CardKind;
  /** Name of the form's file; null: the body. */
  readonly fileName: string | null;
  readonly values: CardValues;
  /** It could not be opened: encrypted, damaged, an old .xls or .doc, or larger than a form can be. */
  readonly unreadable: boolean;
}

export interface CardSource {
  readonly subject: string;
  /** New text of the mail, without what it quotes. */
  readonly text: string;
  readonly html: string | null;
  readonly files: readonly { readonly fileName: string | null; readonly octets: Buffer }[];
}

/** Empty where the mail bears no card. */
export function readCards(source: CardSource): ReadCard[] {
  const bySubject = titleKind(source.subject);
  const forms = source.files
    .filter((file) => OFFICE_NAME.test(file.fileName ?? ''))
    .slice(0, MOST_FORMS)
    .flatMap((file) => readForm(file, bySubject));
  if (forms.some((card) => !card.unreadable)) return forms;
  const body = readBody(source, bySubject);
  if (body.length > 0 && (forms.length === 0 || body.some(({ values }) => Object.keys(values).length > 0)))
    return body;
  return forms;
}

const OFFICE_NAME = /\.(?:xlsx|xlsm|docx|docm|xls|doc)$/i;

function readForm({ fileName, octets }: CardSource['files'][number], bySubject: CardKind | null): ReadCard[] {
  const named = titleKind(fileName ?? '') ?? bySubject;
  try {
    if (octets.length > MOST_FORM) throw new ArchiveError('too large');
    const { rows, lines } = readOffice(fileName ?? '', octets);
    const kind = findTitle([...rows.flat(), ...lines]) ?? titleKind(fileName ?? '');
    if (kind === null) return [];
    const pairs = new Pairs(kind);
    readRows(pairs, rows);
    readLines(pairs, lines.join('\n'));
    return pairs.distinct().map((values) => ({ kind, fileName, values, unreadable: false }));
  } catch (error) {
    // Any fault of a stranger's file (a RangeError of a cut-off ZIP too) is told to the sender where it was a card.
    if (!(error instanceof ArchiveError) && !(error instanceof RangeError)) throw error;
    return named === null ? [] : [{ kind: named, fileName, values: {}, unreadable: true }];
  }
}

function readOffice(fileName: string, octets: Buffer): { rows: string[][]; lines: string[] } {
  if (/\.docx?m?$/i.test(fileName)) return readDocx(octets);
  return { rows: readXlsx(octets).flat(), lines: [] };
}

function findTitle(texts: readonly string[]): CardKind | null {
  for (const text of texts.slice(0, MOST_TITLE_LINES)) {
    const line = text.trim();
    if (line.length > MOST_TITLE_LENGTH) continue;
    const kind = titleKind(line);
    if (kind !== null) return kind;
  }
  return null;
}

function readBody({ text, html, subject }: CardSource, bySubject: CardKind | null): ReadCard[] {
  const plain = undoQuotedPrintable(text);
  const table = html === null ? null : newTables(html);
  const titled =
    bySubject ?? findTitle([...plain.split('\n', MOST_TITLE_LINES), ...(table?.rows.flat() ?? [])]);
  const kinds: readonly CardKind[] = titled === null ? ['customer', 'contact'] : [titled];
  const read = kinds.map((kind) => {
    const lines = new Pairs(kind);
    readLines(lines, plain);
    const rows = new Pairs(kind);
    if (table !== null) {
      readRows(rows, table.rows);
      readLines(rows, table.text);
    }
    return { kind, pairs: rows.count > lines.count ? rows : lines };
  });
  const [best] = read.sort((a, b) => b.pairs.count - a.pairs.count);
  if (best === undefined) return [];
  const { kind, pairs } = best;
  const cards = pairs.distinct().map((values) => ({ kind, fileName: null, values, unreadable: false }));
  // A title of the subject alone may stand over a question about cards; then the sender is told what a card needs.
  if (titled !== null) return pairs.count > 0 || bySubject !== null ? cards : [];
  if (/^(?:re|fwd?|回复|答复|转发)\s*[:：]/i.test(subject)) return [];
  return pairs.count >= FIELDS_WITHOUT_TITLE && hasRequired(kind, pairs.cards[0]) ? cards : [];
}

/** What two renderings of one text have in common. */
const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Of the tables only what stands in the new text: an old card may be quoted below, in whatever form. */
function newTables(html: string): HtmlTables {
  const { rows, text } = readHtmlTables(html);
  const fresh = bare(splitQuoted(htmlToText(html, MOST_NEW_TEXT)).newText);
  const isNew = (block: string) => block.split('\n').every((line) => fresh.includes(bare(line)));
  return {
    rows: rows.slice(0, MOST_ROWS).filter((row) => row.every(isNew)),
    text: text.split('\n', MOST_ROWS).filter(isNew).join('\n'),
  };
}

function hasRequired(kind: CardKind, values: CardValues): boolean {
  return CARD_FIELDS[kind].every(
    (field) => field.required !== true || values[field.key as CardKey] !== undefined,
  );
}
