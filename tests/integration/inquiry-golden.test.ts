/** What the parser makes of each made-up layout of a platform's mails, and of mails that are none. */
import { INQUIRY_CERTAIN, INQUIRY_POSSIBLE, judgeInquiry } from '@tradepost/mail/inquiry';
import { parseMessage } from '@tradepost/mail/parse';
import { describe, expect, it } from 'vitest';
import { GOLDEN, rawMail } from '../helpers/inquiry-mails.ts';

function judge(name: string) {
  const mail = GOLDEN[name];
  if (mail === undefined) throw new Error(`no mail "${name}"`);
  const parsed = parseMessage(Buffer.from(rawMail(mail)));
  if (parsed.inquiry === null) return null;
  const judged = judgeInquiry(parsed.inquiry, parsed.authResults);
  const way =
    judged.confidence >= INQUIRY_CERTAIN ? 'sure' : judged.confidence >= INQUIRY_POSSIBLE ? 'asks' : 'none';
  return { way, sender: judged.sender, relay: judged.relayAddress, ...judged.fields };
}

const SERVICE = 'feedback@service.alibaba.com';

describe('an inquiry', () => {
  it.each([
    [
      'alibaba, a table with the buyer’s address',
      {
        way: 'sure',
        sender: 'verified',
        relay: SERVICE,
        buyerName: 'Maria Lopez',
        company: 'Iberia Luz S.L.',
        country: 'Spain',
        email: 'maria@iberialuz.example',
        phone: '+34 91 123 4567',
        product: 'LED strip light 5050',
      },
    ],
    [
      'alibaba, the address in brackets in the subject',
      { way: 'sure', sender: 'verified', relay: SERVICE, email: 'buyer@steel.example' },
    ],
    [
      'alibaba until 2012, the product and the name as headings',
      {
        way: 'sure',
        sender: 'verified',
        relay: SERVICE,
        buyerName: 'Maria Lopez',
        company: 'Iberia Luz S.L.',
        country: 'Spain',
        email: 'maria@iberialuz.example',
        product: 'LED strip light 5050',
      },
    ],
    [
      'alibaba of July 2012, two labels in a line',
      { way: 'sure', sender: 'verified', relay: SERVICE, country: 'Spain', product: 'LED strip light 5050' },
    ],
    [
      'alibaba after August 2012, the name as a link',
      {
        way: 'sure',
        sender: 'verified',
        relay: SERVICE,
        buyerName: 'John Smith',
        email: 'buyer@steel.example',
      },
    ],
    [
      'alibaba of 2020, the relay in the text',
      { way: 'sure', sender: 'verified', relay: 'relay-77ab@message.alibaba.com', buyerName: 'Omar Haddad' },
    ],
    [
      'alibaba of 2020, in Chinese',
      {
        way: 'sure',
        sender: 'verified',
        relay: 'relay-91cd@message.alibaba.com',
        buyerName: 'Omar Haddad',
        country: '埃及',
        product: '花园椅',
        quantity: '500 件',
      },
    ],
    [
      'made-in-china, labels in Chinese',
      {
        way: 'sure',
        sender: 'verified',
        relay: 'inquiry@made-in-china.com',
        buyerName: 'Olga Ivanova',
        country: '哈萨克斯坦',
        email: 'olga@press.example',
        phone: '+7 727 123',
        product: '液压机 100t',
      },
    ],
    [
      'hktdc, labels in Chinese',
      {
        way: 'sure',
        sender: 'verified',
        relay: 'hktdcenquiry@sourcing.hktdc.org',
        buyerName: 'Lucas Martin',
        company: 'Martin Jouets SARL',
        country: '法国',
        product: '木製玩具',
        quantity: '1,000',
      },
    ],
    [
      'alibaba, only a relay',
      { way: 'sure', sender: 'verified', relay: 'relay-8f3a@message.alibaba.com', buyerName: 'Ahmed Khan' },
    ],
    [
      'alibaba, labels in Chinese',
      {
        way: 'sure',
        sender: 'verified',
        relay: SERVICE,
        buyerName: 'Carlos Pereira',
        company: 'Pereira Ltda',
        country: '巴西',
        product: '节能灯',
        quantity: '2000 Pieces',
      },
    ],
    [
      'made-in-china, a table of nine labels',
      {
        way: 'sure',
        sender: 'verified',
        relay: 'inquiry@made-in-china.com',
        buyerName: 'Peter Hansen',
        company: 'Hansen Maskin A/S',
        country: 'Denmark',
        email: 'peter@hansen-maskin.example',
        phone: '+45 33 12 34 56',
        website: 'www.hansen-maskin.example',
      },
    ],
    [
      'made-in-china, plain text',
      {
        way: 'sure',
        sender: 'unverified',
        relay: 'inquiry@mail.made-in-china.com',
        buyerName: 'Olga Ivanova',
        country: 'Kazakhstan',
        email: 'olga@press.example',
        product: 'Hydraulic press 100t',
      },
    ],
    [
      'global sources, two pairs in a row',
      {
        way: 'sure',
        sender: 'verified',
        relay: 'inquiry@globalsources.com',
        buyerName: 'Kim Lee',
        company: 'Seoul Trade Co.',
        country: 'Korea, South',
        email: 'kim@seoul-trade.example',
        phone: '+82 2 123 4567',
        businessType: 'Importer',
      },
    ],
    [
      'global sources, labels in Chinese',
      {
        way: 'sure',
        sender: 'unverified',
        relay: 'inquiry@globalsources.com',
        buyerName: 'Tom Brown',
        company: 'Brown Audio',
        country: '美国',
        email: 'tom@brown.example',
        product: '蓝牙耳机',
      },
    ],
    [
      'global sources, each label above its value',
      {
        way: 'sure',
        sender: 'unverified',
        relay: 'inquiry@globalsources.com',
        buyerName: 'Anna Rossi',
        company: 'Rossi Srl',
        country: 'Italy',
        email: 'anna@rossi.example',
      },
    ],
    [
      'hktdc, the address’s domain alone',
      {
        way: 'sure',
        sender: 'verified',
        relay: 'hktdcenquiry@sourcing.hktdc.org',
        buyerName: 'Lucas Martin',
        company: 'Martin Jouets SARL',
        country: 'France',
        businessType: 'Retailer',
        product: 'Wooden toys',
      },
    ],
    [
      'hktdc, no header of the receiving server',
      {
        way: 'sure',
        sender: 'unverified',
        relay: 'hktdcenquiry@sourcing.hktdc.org',
        buyerName: 'Sara Cohen',
        company: 'Cohen Gifts',
        country: 'Israel',
        quantity: '1,000 sets',
      },
    ],
  ])('of %s', (name, expected) => {
    expect(judge(name)).toEqual(expected);
  });

  it.each([
    ['a sender who only looks like the platform', 'lookalike'],
    ['a domain of which the platform’s is a part', 'lookalike'],
    ['the platform’s address, refused by SPF and DMARC', 'forged'],
    ['passed, but for another domain', 'unverified'],
  ])('of %s is told apart', (name, sender) => {
    expect(judge(name)?.sender).toBe(sender);
  });
});

describe('no inquiry', () => {
  it.each([
    'a message in a conversation',
    'an urgent message in a conversation',
    'our own inquiry that was sent',
    'an answer to our own inquiry',
    'a quotation for our own inquiry',
    'our own inquiry, in Chinese',
    'an answer to our own inquiry, in Chinese',
    'a newsletter',
    'a notice of an order',
    'a webinar of made-in-china',
    'an alert of global sources',
  ])('is %s', (name) => {
    expect(judge(name)?.way).toBe('none');
  });

  it('is a mail of anybody else, whatever it says', () => {
    const raw = rawMail({
      from: 'anna@nordwind.example',
      subject: 'New inquiry',
      text: 'Name: Anna\nCompany: Nordwind\nCountry: Germany',
    });
    expect(parseMessage(Buffer.from(raw)).inquiry).toBeNull();
  });
});

it('a label that people taught is read like ours', () => {
  const raw = rawMail({
    from: 'inquiry@globalsources.com',
    subject: 'Inquiry',
    text: 'Firma: Nordwind GmbH\nName: Anna',
  });
  const { inquiry, authResults } = parseMessage(Buffer.from(raw));
  if (inquiry === null) throw new Error('no signals');
  expect(judgeInquiry(inquiry, authResults).fields.company).toBeUndefined();
  expect(judgeInquiry(inquiry, authResults, new Map([['firma', 'company']])).fields.company).toBe(
    'Nordwind GmbH',
  );
});

it('text that is cut stays text that a database takes', () => {
  const raw = rawMail({
    from: 'inquiry@globalsources.com',
    subject: `Inquiry ${'😀'.repeat(400)}`,
    text: `Name: ${'😀'.repeat(700)}\nCompany: a`,
  });
  const { inquiry } = parseMessage(Buffer.from(raw));
  expect(JSON.stringify(inquiry).isWellFormed()).toBe(true);
  expect(JSON.stringify(inquiry)).not.toMatch(/\\ud[89ab]/i);
});
