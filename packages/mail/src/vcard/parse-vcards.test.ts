import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseVcards, type Vcard, writeVcard } from './index.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const read = (text: string | Buffer): Vcard => {
  const [first] = parseVcards(typeof text === 'string' ? Buffer.from(text) : text);
  if (first === undefined) throw new Error('no card');
  return first;
};

describe('a card', () => {
  it.each<[string, string[], Partial<Vcard>]>([
    [
      'of version 3.0 (RFC 2426)',
      [
        'VERSION:3.0',
        'FN:Anna Weber',
        'N:Weber;Anna;;;',
        'ORG:Nordwind GmbH;Purchasing',
        'TITLE:Buyer',
        'NOTE:Met at hall 3\\, booth 4\\nWants samples',
      ],
      {
        name: 'Anna Weber',
        organisation: 'Nordwind GmbH',
        department: 'Purchasing',
        title: 'Buyer',
        note: 'Met at hall 3, booth 4\nWants samples',
      },
    ],
    [
      'of version 4.0 (RFC 6350)',
      [
        'VERSION:4.0',
        'FN:Anna Weber',
        'TEL;VALUE=uri;TYPE="voice,work":tel:+49-40-1234;ext=5',
        'EMAIL;PREF=1:anna@nordwind.example',
        'BDAY:19850307',
      ],
      {
        numbers: [{ kind: 'phone', value: '+49-40-1234 ext. 5' }],
        emails: ['anna@nordwind.example'],
        birthday: '1985-03-07',
      },
    ],
    [
      'of version 2.1, as old phones write it',
      [
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E4=BC=9F;;;',
        'TEL;CELL:13800138000',
        'TEL;WORK;FAX:020-88881234',
        'NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0A=',
        'second',
      ],
      {
        name: '王伟',
        numbers: [
          { kind: 'mobile', value: '13800138000' },
          { kind: 'fax', value: '020-88881234' },
        ],
        note: 'first\nsecond',
      },
    ],
    ['whose name has parts alone', ['N:Weber;Anna;Maria;Dr.;'], { name: 'Dr. Anna Maria Weber' }],
    ['whose line is folded within a character', ['FN:Z\u00fc', ' rich AG'], { name: 'Z\u00fcrich AG' }],
    [
      'with several numbers',
      [
        'FN:A',
        'TEL;TYPE=WORK,VOICE:+1 555',
        'TEL;TYPE=CELL:+1 556',
        'TEL;TYPE=WHATSAPP:+1 557',
        'TEL:+1 555',
      ],
      {
        numbers: [
          { kind: 'phone', value: '+1 555' },
          { kind: 'mobile', value: '+1 556' },
          { kind: 'whatsapp', value: '+1 557' },
        ],
      },
    ],
    [
      'with several addresses, one twice',
      ['FN:A', 'EMAIL:a@b.example', 'EMAIL;TYPE=HOME:mailto:c@d.example', 'EMAIL:a@b.example'],
      { emails: ['a@b.example', 'c@d.example'] },
    ],
    [
      'with an address of all parts',
      ['FN:A', 'ADR;TYPE=WORK:PO 7;Suite 3;1 Main St\\, North;Hamburg;HH;20095;Germany'],
      {
        places: [
          {
            street: 'PO 7, Suite 3, 1 Main St, North',
            city: 'Hamburg',
            region: 'HH',
            code: '20095',
            country: 'Germany',
          },
        ],
      },
    ],
    [
      'with grouped properties and Apple’s labels',
      [
        'FN:A',
        'item1.TEL:+86 138',
        'item1.X-ABLabel:传真',
        'item2.URL:weixin_anna',
        'item2.X-ABLabel:WeChat',
      ],
      {
        numbers: [
          { kind: 'fax', value: '+86 138' },
          { kind: 'wechat', value: 'weixin_anna' },
        ],
      },
    ],
    [
      'with social ids of IMPP and X-',
      [
        'FN:A',
        'IMPP;X-SERVICE-TYPE=Skype:skype:anna.weber?chat',
        'X-QQ:123456',
        'X-WECHAT:anna_w',
        'IMPP:xmpp:a@jabber.example',
        'X-SOCIALPROFILE;TYPE=linkedin:https://linkedin.com/in/anna',
      ],
      {
        numbers: [
          { kind: 'skype', value: 'anna.weber' },
          { kind: 'qq', value: '123456' },
          { kind: 'wechat', value: 'anna_w' },
          { kind: 'other', value: 'a@jabber.example' },
          { kind: 'linkedin', value: 'https://linkedin.com/in/anna' },
        ],
      },
    ],
    [
      'with a website and a profile in URL',
      ['FN:A', 'URL:https://nordwind.example', 'URL:https://www.facebook.com/nordwind'],
      {
        websites: ['https://nordwind.example'],
        numbers: [{ kind: 'facebook', value: 'https://www.facebook.com/nordwind' }],
      },
    ],
    ['with a parameter in quotation marks', ['FN;SORT-AS="Weber:x;y":Anna'], { name: 'Anna' }],
    ['with a birthday without its year', ['FN:A', 'BDAY:--0307'], { birthday: null }],
    ['with a birthday that is none', ['FN:A', 'BDAY:1985-02-30'], { birthday: null }],
    [
      'with a photograph, which is left out',
      ['FN:A', 'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ', ' SkZJRg==', 'TITLE:CEO'],
      { title: 'CEO' },
    ],
    ['with lower-case names', ['fn:Anna', 'org:Nordwind'], { name: 'Anna', organisation: 'Nordwind' }],
    [
      'with another person’s card inside',
      ['FN:A', 'AGENT:', 'BEGIN:VCARD', 'FN:B', 'END:VCARD', 'TITLE:CEO'],
      { name: 'A', title: 'CEO' },
    ],
  ])('%s', (_, lines, expected) => {
    expect(read(card(...lines))).toMatchObject(expected);
  });

  it('in GBK without a label is read by its looks', () => {
    const octets = iconv.encode(
      card('VERSION:2.1', 'FN:广州进出口贸易有限公司', 'ORG:广州进出口贸易有限公司'),
      'gbk',
    );
    expect(read(octets).organisation).toBe('广州进出口贸易有限公司');
  });

  it('that never ends is a card all the same', () => {
    expect(read('BEGIN:VCARD\nFN:Anna\n').name).toBe('Anna');
  });
});

it('several cards of one file come in their order', () => {
  const names = [...parseVcards(Buffer.from(card('FN:A') + card('FN:B') + card('FN:C')))].map(
    ({ name }) => name,
  );
  expect(names).toEqual(['A', 'B', 'C']);
});

it('what is written is read again', () => {
  const whole: Vcard = {
    name: '王, Wei; 伟',
    organisation: 'Łódź \\ Söhne, GmbH',
    department: 'Ein;kauf',
    title: 'Buyer',
    emails: ['a@b.example'],
    numbers: [
      { kind: 'phone', value: '+49 40 1234' },
      { kind: 'mobile', value: '+49 170' },
      { kind: 'wechat', value: 'wei_1' },
      { kind: 'linkedin', value: 'https://linkedin.com/in/wei' },
    ],
    places: [{ street: '1 Main St, North', city: 'Łódź', region: null, code: null, country: 'PL' }],
    websites: ['https://nordwind.example/a,b'],
    birthday: '1985-03-07',
    note: `two\nlines, ${'very long '.repeat(30)}end`,
  };
  const text = writeVcard(whole);
  expect(read(text)).toEqual(whole);
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
});

it('no octets make it fail or hang', () => {
  const seed = Buffer.from(
    card(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E4',
      'TEL;CELL:1',
      'item1.X-ABLabel:a',
      'PHOTO;BASE64:AAAA',
      'ADR:;;a;b;c;d;e',
    ),
  );
  let state = 7;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  for (let round = 0; round < 3_000; round++) {
    const octets = Buffer.concat([seed, seed]);
    for (let i = 0; i < 1 + random(12); i++) octets[random(octets.length)] = random(256);
    const cut = octets.subarray(0, random(octets.length));
    for (const found of parseVcards(cut)) expect(JSON.stringify(found)).not.toContain('\\u0000');
  }
  const started = process.threadCpuUsage();
  for (const text of [';'.repeat(200_000), '"'.repeat(200_000), '=\n'.repeat(100_000), ' \n'.repeat(100_000)])
    expect([...parseVcards(Buffer.from(`BEGIN:VCARD\nFN:${text}\nTEL;${text}:1\nEND:VCARD`))]).toHaveLength(
      1,
    );
  expect(process.threadCpuUsage(started).user / 1_000).toBeLessThan(3_000);
});
