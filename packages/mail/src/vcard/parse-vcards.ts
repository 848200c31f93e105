/**
 * vCards as phones, mail programs and card scanners write them: 3.0 (RFC 2426), 4.0 (RFC 6350) and the older 2.1,
 * several in one file. What is not known is passed over; a card that ends too early ends with the file.
 */
import { type ContentLine, contentLines } from './content-lines.ts';
import { socialKind, socialOfUrl, socialValue } from './social.ts';
import type { NumberKind, SocialKind, Vcard, VcardNumber, VcardPlace } from './types.ts';
import { components, decodeValue, unescapeText } from './value.ts';

/** Lines of one card that are read, and values of one kind that are kept. */
const MOST_LINES = 500;
const MOST_VALUES = 20;

/** @yields each card, in the order of the file. Never throws, whatever the octets. */
export function* parseVcards(octets: Buffer): Generator<Vcard> {
  let lines: ContentLine[] | null = null;
  /** Cards within a card (AGENT of version 2.1) are passed over. */
  let inner = 0;
  for (const line of contentLines(octets.toString('latin1'))) {
    const isCard = line.value.trim().toUpperCase() === 'VCARD';
    if (line.name === 'BEGIN' && isCard) {
      if (lines === null) lines = [];
      else inner++;
    } else if (line.name === 'END' && isCard) {
      if (inner > 0) inner--;
      else if (lines !== null) {
        yield readCard(lines);
        lines = null;
      }
    } else if (lines !== null && inner === 0 && lines.length < MOST_LINES) lines.push(line);
  }
  if (lines !== null && lines.length > 0) yield readCard(lines);
}

class Draft {
  name: string | null = null;
  structuredName: string | null = null;
  organisation: string | null = null;
  department: string | null = null;
  title: string | null = null;
  birthday: string | null = null;
  note: string | null = null;
  readonly emails: string[] = [];
  readonly numbers: VcardNumber[] = [];
  readonly places: VcardPlace[] = [];
  workPlaces = 0;
  readonly websites: string[] = [];
}

function readCard(lines: readonly ContentLine[]): Vcard {
  const draft = new Draft();
  // Apple names what a grouped property is in a line of its own: item1.X-ABLabel:WeChat.
  const labels = new Map<string, string>();
  for (const line of lines)
    if (line.name === 'X-ABLABEL' && line.group !== null)
      labels.set(line.group, (decodeValue(line) ?? '').replace(/^_\$!<(.*)>!\$_$/, '$1').trim());
  for (const line of lines) {
    const value = decodeValue(line);
    if (value === null || value.trim() === '') continue;
    readProperty(draft, line, value, line.group === null ? null : (labels.get(line.group) ?? null));
  }
  const { structuredName, name, workPlaces: _, ...rest } = draft;
  return { ...rest, name: name ?? structuredName };
}

function readProperty(draft: Draft, line: ContentLine, value: string, label: string | null): void {
  const text = () => unescapeText(value);
  switch (line.name) {
    case 'FN':
      draft.name ??= orNull(text());
      return;
    case 'N':
      draft.structuredName ??= nameOf(components(value, ' '));
      return;
    case 'ORG': {
      const [organisation = null, ...units] = components(value);
      draft.organisation ??= organisation;
      draft.department ??= orNull(units.filter((unit) => unit !== null).join(', '));
      return;
    }
    case 'TITLE':
      draft.title = orNull(text()) ?? draft.title;
      return;
    case 'ROLE':
      draft.title ??= orNull(text());
      return;
    case 'NOTE':
      draft.note = orNull([draft.note, text()].filter((part) => part !== null).join('\n'));
      return;
    case 'BDAY':
      draft.birthday ??= dayOf(text());
      return;
    case 'EMAIL':
      return keep(draft.emails, text().replace(/^mailto:/i, ''));
    case 'TEL':
      return addNumber(draft, { kind: numberKind(line, label), value: phoneOf(text()) });
    case 'ADR':
      return addPlace(draft, line, placeOf(components(value)));
    case 'URL':
    case 'X-ABRELATEDNAMES':
      return addUrl(draft, text(), label);
    default:
      return readSocial(draft, line, text(), label);
  }
}

/** RFC 6350 6.2.2: family, given, additional, prefix, suffix. Chinese names stand family first, without a blank. */
function nameOf([family = null, given = null, additional = null, prefix = null, suffix = null]: (
  | string
  | null
)[]): string | null {
  const han = /\p{Script=Han}/u;
  if (family !== null && given !== null && han.test(family) && han.test(given)) return family + given;
  return orNull([prefix, given, additional, family, suffix].filter((part) => part !== null).join(' '));
}

/** RFC 6350 6.3.1: post box, extended address, street, locality, region, code, country. */
function placeOf(parts: readonly (string | null)[]): VcardPlace {
  const [
    box = null,
    extended = null,
    street = null,
    city = null,
    region = null,
    code = null,
    country = null,
  ] = parts.map((part) => part?.replace(/\s*\n\s*/g, ' ') ?? null);
  return {
    street: orNull([box, extended, street].filter((part) => part !== null).join(', ')),
    city,
    region,
    code,
    country,
  };
}

/** That of the company before those at home. */
function addPlace(draft: Draft, line: ContentLine, place: VcardPlace): void {
  if (draft.places.length >= MOST_VALUES) return;
  const isWork = (line.params.get('TYPE') ?? []).some((type) => /\bwork\b/i.test(type));
  if (isWork) draft.places.splice(draft.workPlaces++, 0, place);
  else draft.places.push(place);
}

function numberKind(line: ContentLine, label: string | null): NumberKind | SocialKind {
  const types = new Set(
    [...(line.params.get('TYPE') ?? []), ...(label === null ? [] : [label])].flatMap((type) =>
      type.toLowerCase().split(/[\s,]+/),
    ),
  );
  for (const type of types) {
    const social = socialKind(type);
    if (social !== null) return social;
  }
  const any = (...words: string[]) => words.some((word) => types.has(word));
  if (any('fax', 'workfax', 'homefax', '传真', '傳真')) return 'fax';
  if (any('cell', 'mobile', 'iphone', '手机', '手機', '移动电话')) return 'mobile';
  return 'phone';
}

/** RFC 3966: `tel:+49-40-1234;ext=5`. */
const phoneOf = (text: string) =>
  text
    .replace(/^tel:/i, '')
    .replace(/;(?:ext=)([\d-]+).*$/i, ' ext. $1')
    .replace(/;.*$/, '')
    .trim();

function addUrl(draft: Draft, url: string, label: string | null): void {
  const social = socialOfUrl(url);
  const named = socialKind(label);
  if (social !== null) addNumber(draft, social);
  else if (named !== null) addNumber(draft, { kind: named, value: socialValue(url) });
  else if (/[.]/.test(url) && !/\s/.test(url)) keep(draft.websites, url);
}

function readSocial(draft: Draft, line: ContentLine, text: string, label: string | null): void {
  if (/^(?:IMPP|SOCIALPROFILE|X-SOCIALPROFILE)$/.test(line.name)) {
    const types = line.params.get('TYPE') ?? [];
    const words = [
      ...(line.params.get('X-SERVICE-TYPE') ?? []),
      ...(line.params.get('SERVICE-TYPE') ?? []),
      ...types,
      label,
      /^([a-z][a-z0-9+-]*):/i.exec(text)?.[1],
    ];
    const kind = words.map(socialKind).find((found) => found !== null);
    const byUrl = socialOfUrl(text);
    if (kind === undefined && byUrl !== null) return addNumber(draft, byUrl);
    return addNumber(draft, { kind: kind ?? 'other', value: socialValue(text) });
  }
  if (!line.name.startsWith('X-')) return;
  const kind = socialKind(
    line.name
      .slice(2)
      .replace(/^(?:IM|ID)-/, '')
      .replace(/-(?:ID|USERNAME)$/, ''),
  );
  if (kind !== null) addNumber(draft, { kind, value: socialValue(text) });
}

function addNumber(draft: Draft, number: VcardNumber): void {
  const value = number.value.slice(0, 200);
  const known = draft.numbers.some((one) => one.kind === number.kind && one.value === value);
  if (value !== '' && !known && draft.numbers.length < MOST_VALUES) draft.numbers.push({ ...number, value });
}

function keep(list: string[], value: string): void {
  if (value !== '' && !list.includes(value) && list.length < MOST_VALUES) list.push(value);
}

/** RFC 6350 4.3: 19960415 and 1996-04-15, a time after it left out; without a year it is no date of ours. */
function dayOf(text: string): string | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]|$)/.exec(text);
  if (found === null) return null;
  const day = `${found[1]}-${found[2]}-${found[3]}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
