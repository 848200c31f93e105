/** The sample company's customers: 40 on file in 15 countries, and some whom nobody has put on file yet. */
import type { Colleague } from './company.ts';
import { CUSTOMER_LINES, UNFILED_LINES } from './customer-lines.ts';
import type { ClientName, Language, Person } from './types.ts';

export interface SampleCustomer {
  readonly name: string;
  /** Null for those who write from freemail. */
  readonly domain: string | null;
  readonly country: string;
  readonly city: string;
  readonly port: string;
  readonly grade: 'A' | 'B' | 'C' | 'D';
  readonly owner: Colleague['id'];
  readonly contacts: readonly Person[];
  /** False: left for the page of unfiled senders. */
  readonly onFile: boolean;
}

/** Minutes east of UTC; summer time is left out, nobody reads letters by it. */
const ZONES: Readonly<Record<string, number>> = {
  US: -300,
  GB: 0,
  AU: 600,
  DE: 60,
  ES: 60,
  MX: -360,
  CL: -240,
  BR: -180,
  RU: 180,
  KZ: 300,
  JP: 540,
  AE: 240,
  SA: 180,
  EG: 120,
  SG: 480,
  FR: 60,
  PL: 60,
  CN: 480,
  PE: -300,
  TR: 180,
  IN: 330,
};

const PHONE: Readonly<Record<string, string>> = {
  US: '+1 555',
  GB: '+44 7700 900',
  AU: '+61 2 5550',
  DE: '+49 30 23125',
  ES: '+34 91 000',
  MX: '+52 55 0000',
  CL: '+56 2 0000',
  BR: '+55 11 0000',
  RU: '+7 495 000',
  KZ: '+7 727 000',
  JP: '+81 3 0000',
  AE: '+971 4 000',
  SA: '+966 11 000',
  EG: '+20 2 0000',
  SG: '+65 0000',
};

const CLIENTS: Readonly<Record<Language, readonly ClientName[]>> = {
  en: ['outlook', 'gmail', 'apple', 'outlook', 'thunderbird'],
  de: ['outlook', 'thunderbird', 'outlook'],
  es: ['outlook', 'gmail', 'outlook'],
  pt: ['gmail', 'outlook'],
  ru: ['thunderbird', 'outlook', 'thunderbird'],
  ja: ['thunderbird', 'outlook'],
  ar: ['outlook', 'gmail'],
  zh: ['foxmail', 'coremail', 'qq'],
};

/** "Stefan Vogt|Head of Purchasing|s.vogt|de"; an address with @ stands as it is. A star marks given names first. */
function contact(text: string, line: CustomerLine, n: number): Person {
  const [name = '', title = '', local = '', language = line.language] = text.split('|');
  const words = name.split(' ');
  const [first = name, last = name] = [words[0], words[words.length - 1]];
  const address = local.includes('@') ? local : `${local}@${line.domain ?? 'freemail.example'}`;
  const seat = local.length * 7 + n;
  const clients = CLIENTS[language as Language];
  return {
    name,
    first,
    last,
    title,
    address,
    language: language as Language,
    client: clients[seat % clients.length] as ClientName,
    zone: language === 'zh' ? 480 : (ZONES[line.country] ?? 0),
    signature: [
      name,
      title,
      line.name,
      `${line.city}, ${PHONE[line.country] ?? '+00 000'} ${1000 + ((seat * 137) % 9000)}`,
      ...(line.domain === null ? [] : [`www.${line.domain}`]),
    ].join('\n'),
  };
}

export interface CustomerLine {
  readonly name: string;
  readonly domain: string | null;
  readonly country: string;
  readonly city: string;
  readonly port: string;
  readonly grade: SampleCustomer['grade'];
  readonly owner: Colleague['id'];
  readonly language: Language;
  readonly contacts: readonly string[];
}

function customer(line: CustomerLine, onFile: boolean): SampleCustomer {
  const { name, domain, country, city, port, grade, owner } = line;
  return {
    name,
    domain,
    country,
    city,
    port,
    grade,
    owner,
    onFile,
    contacts: line.contacts.map((text, i) => contact(text, line, i)),
  };
}

export const CUSTOMERS: readonly SampleCustomer[] = CUSTOMER_LINES.map((line) => customer(line, true));
export const UNFILED: readonly SampleCustomer[] = UNFILED_LINES.map((line) => customer(line, false));
