/** Fields of a customer's record as words of the command line. */
import { type CustomerPatch, PREFERRED_CHANNELS, RELATIONSHIP_TYPES, STAGES } from '@tradepost/contract';
import { countryCode } from '@tradepost/core/customers/country';
import type { CustomerRow } from '@tradepost/db/queries/customers';
import { UsageError } from './command.ts';

interface Field {
  /** What may be said, for `customer list-fields`. */
  readonly takes: string;
  readonly column: keyof CustomerRow;
  readonly read: (text: string) => unknown;
}

const text = (column: keyof CustomerRow): Field => ({
  takes: 'text',
  column,
  read: (said) => (said === '' ? null : said),
});
const one = (column: keyof CustomerRow, values: readonly string[], required = false): Field => ({
  takes: values.join(' | '),
  column,
  read(said) {
    if (said === '' && !required) return null;
    if (!values.includes(said)) throw new UsageError(`"${said}" is none of: ${values.join(', ')}.`);
    return said;
  },
});
const words = (column: keyof CustomerRow): Field => ({
  takes: 'words; separated; by; semicolons',
  column,
  read: (said) =>
    said
      .split(';')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
});

export const CUSTOMER_FIELDS = {
  name: text('name'),
  localName: text('local_name'),
  country: {
    takes: 'a code or name of ISO 3166: DE',
    column: 'country',
    read(said: string) {
      const code = said === '' ? null : countryCode(said);
      if (said !== '' && code === null) throw new UsageError(`"${said}" is not a country.`);
      return code;
    },
  },
  region: text('region'),
  city: text('city'),
  address: text('address'),
  timeZone: { ...text('time_zone'), takes: 'IANA: Europe/Berlin' },
  language: {
    takes: 'BCP 47: de',
    column: 'language',
    read(said: string) {
      if (said !== '' && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(said))
        throw new UsageError(`"${said}" is not a language.`);
      return said === '' ? null : said;
    },
  },
  grade: one('grade', ['A', 'B', 'C', 'D']),
  stage: one('stage', STAGES, true),
  relationshipType: one('relationship_type', RELATIONSHIP_TYPES),
  keyAccount: {
    takes: 'yes | no',
    column: 'key_account',
    read(said: string) {
      if (said !== 'yes' && said !== 'no') throw new UsageError('keyAccount is yes or no.');
      return said === 'yes';
    },
  },
  website: text('website'),
  source: text('source'),
  businessType: { ...text('business_type'), takes: 'a key or name of the company’s list' },
  scale: { ...text('scale'), takes: 'a key or name of the company’s list' },
  productsOfInterest: words('products_of_interest'),
  productsInUse: words('products_in_use'),
  usageNote: text('usage_note'),
  evaluation: text('evaluation'),
  preferredChannel: one('preferred_channel', PREFERRED_CHANNELS),
  tags: words('tags'),
  note: text('note'),
} as const satisfies Partial<Record<keyof CustomerPatch, Field>>;

/** @param said words like `grade=A`, `custom.port=Hamburg`. @throws UsageError. */
export function readPatch(said: readonly string[]): CustomerPatch {
  const patch: Record<string, unknown> = {};
  const custom: Record<string, string | null> = {};
  for (const word of said) {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(`"${word}" is not of the form FIELD=VALUE.`);
    const [name, value] = [word.slice(0, at), word.slice(at + 1)];
    if (name.startsWith('custom.')) custom[name.slice('custom.'.length)] = value === '' ? null : value;
    else if (Object.hasOwn(CUSTOMER_FIELDS, name))
      patch[name] = CUSTOMER_FIELDS[name as keyof typeof CUSTOMER_FIELDS].read(value);
    else throw new UsageError(`There is no field "${name}". See "customer list-fields".`);
  }
  return { ...patch, ...(Object.keys(custom).length > 0 ? { custom } : {}) };
}
