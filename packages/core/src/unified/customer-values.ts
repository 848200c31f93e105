/** The words of a customer card as the fields of the record, or what is wrong with them. */
import type { Channel, ContactInput, CustomerPatch } from '@tradepost/contract';
import type { CardKey, CardValues, ReadCard } from '@tradepost/mail/card';
import { countryCode } from '../customers/country.ts';
import { addressWords, normaliseAddress } from '../customers/normalise.ts';
import { type CardFault, cardFault, CardRefusal } from './refusal.ts';

/** Characters, as the record holds them. */
const MOST: Partial<Record<CardKey, number>> = {
  name: 300,
  localName: 300,
  region: 200,
  city: 200,
  address: 1_000,
  website: 500,
  source: 200,
  businessType: 100,
  scale: 100,
  evaluation: 5_000,
  note: 10_000,
  contactName: 300,
  contactTitle: 200,
  owner: 300,
};
const MOST_LIST = 50;
const MOST_WORD = 200;
const CHANNELS = ['phone', 'mobile', 'fax', 'whatsapp', 'wechat'] as const;

export interface CustomerValues {
  readonly number: number | null;
  readonly name: string | null;
  readonly patch: Omit<CustomerPatch, 'name'>;
  /** Null where the card names nobody. */
  readonly contact: (ContactInput & { readonly addresses: string[]; readonly channels: Channel[] }) | null;
  readonly owner: string | null;
}

/** @throws CardRefusal that names all that is wrong at once. */
export function customerValues({ values, fileName }: ReadCard): CustomerValues {
  const faults: CardFault[] = [];
  const blame = (key: CardKey, code: CardFault['code'], value: string | null = null) =>
    faults.push(cardFault(fileName, key, code, value));
  for (const [key, most] of Object.entries(MOST) as [CardKey, number][])
    if ((values[key]?.length ?? 0) > most) blame(key, 'too-long', String(most));
  const country = values.country === undefined ? undefined : countryCode(values.country);
  if (country === null) blame('country', 'wrong', values.country ?? null);
  const grade = gradeOf(values.grade);
  if (grade === null) blame('grade', 'wrong', values.grade ?? null);
  const number = numberOf(values.number);
  if (number === undefined) blame('number', 'wrong', values.number ?? null);
  const addresses = addressesOf(values.email);
  if (addresses === null) blame('email', 'wrong', values.email ?? null);
  if (values.name === undefined && typeof number !== 'number') blame('name', 'missing');
  if (faults.length > 0) throw new CardRefusal(faults);
  const channels = channelsOf(values);
  const named = values.contactName !== undefined || values.contactTitle !== undefined;
  return {
    number: number ?? null,
    name: values.name ?? null,
    owner: values.owner ?? null,
    patch: {
      ...given('localName', values.localName),
      ...given('country', country ?? undefined),
      ...given('region', values.region),
      ...given('city', values.city),
      ...given('address', values.address),
      ...given('website', values.website),
      ...given('source', values.source),
      ...given('businessType', values.businessType),
      ...given('scale', values.scale),
      ...given('grade', grade ?? undefined),
      ...given('productsOfInterest', listOf(values.productsInterest)),
      ...given('productsInUse', listOf(values.productsInUse)),
      ...given('evaluation', values.evaluation),
      ...given('note', values.note),
    },
    contact:
      named || channels.length > 0 || (addresses?.length ?? 0) > 0
        ? {
            ...given('name', values.contactName),
            ...given('title', values.contactTitle),
            addresses: addresses ?? [],
            channels,
          }
        : null,
  };
}

/** Only what the card gives: an empty field leaves the record as it is. */
const given = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

/** "A", "A级", "grade a"; undefined: not given; null: none. */
function gradeOf(text: string | undefined): 'A' | 'B' | 'C' | 'D' | null | undefined {
  if (text === undefined) return undefined;
  const found = /^(?:grade|class|level)?\s*([a-d])\s*(?:级|类|等|grade|class)?$/i.exec(
    text.normalize('NFKC').trim(),
  );
  return found === null ? null : ((found[1] as string).toUpperCase() as 'A');
}

/** "C-123", "No. 123", "#123"; null: not given; undefined: no number. */
export function numberOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const digits = /^\D{0,8}(\d{1,12})$/.exec(text.normalize('NFKC').trim())?.[1];
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}

/** Null where one of them is none. */
export function addressesOf(text: string | undefined): string[] | null {
  const words = addressWords(text ?? '').slice(0, MOST_LIST);
  try {
    return [...new Set(words.map(normaliseAddress))];
  } catch {
    return null;
  }
}

function channelsOf(values: CardValues): Channel[] {
  return CHANNELS.flatMap((kind) =>
    (values[kind] ?? '')
      .split(/[;；、\n]|,(?=\s)|\s\/\s/)
      .map((value) => value.trim())
      .filter((value) => value !== '' && value.length <= MOST_WORD)
      .slice(0, 5)
      .map((value) => ({ kind, value })),
  );
}

function listOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const words = text.split(/[、，,;；\n]/).map((word) => word.trim().slice(0, MOST_WORD));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MOST_LIST);
}
