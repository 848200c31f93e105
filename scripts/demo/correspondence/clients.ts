/** Mail programs: how each names, marks and quotes. */
import { blocksToHtml, blocksToText, escapeHtml, textToHtml } from './blocks.ts';
import { longStamp, stamp } from './calendar.ts';
import type { Random } from './random.ts';
import type { ClientName, Language, Letter, Party, Person } from './types.ts';

export interface Client {
  readonly headers: readonly (readonly [string, string])[];
  readonly messageId: (rng: Random, from: Person, date: Date) => string;
  readonly html: boolean;
  readonly paragraph: 'p' | 'div';
  readonly font: string;
}

const domainOf = (person: Person): string => person.address.split('@')[1] ?? 'unknown.example';
const HEX = '0123456789abcdef';
const uuid = (rng: Random): string => [8, 4, 4, 4, 12].map((n) => rng.token(n, HEX)).join('-');

export const CLIENTS: Readonly<Record<ClientName, Client>> = {
  outlook: {
    headers: [
      ['X-Mailer', 'Microsoft Outlook 16.0'],
      ['Content-Language', 'en-us'],
    ],
    messageId: (rng, from) =>
      `${rng.token(12, 'ABCDEF0123456789')}PR05MB${rng.int(1000, 9999)}@${domainOf(from)}`,
    html: true,
    paragraph: 'p',
    font: "font-family:Calibri,'Microsoft YaHei',sans-serif;font-size:11pt",
  },
  gmail: {
    headers: [],
    messageId: (rng) =>
      `CA${rng.token(46, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-')}@mail.freemail.example`,
    html: true,
    paragraph: 'div',
    font: 'font-family:Arial,Helvetica,sans-serif;font-size:small',
  },
  thunderbird: {
    headers: [['User-Agent', 'Mozilla Thunderbird']],
    messageId: (rng, from) => `${uuid(rng)}@${domainOf(from)}`,
    html: false,
    paragraph: 'p',
    font: '',
  },
  apple: {
    headers: [['X-Mailer', 'Apple Mail (2.3774.600.62)']],
    messageId: (rng, from) => `${uuid(rng).toUpperCase()}@${domainOf(from)}`,
    html: true,
    paragraph: 'div',
    font: '-webkit-nbsp-mode:space;line-break:after-white-space',
  },
  foxmail: {
    headers: [['X-Mailer', 'Foxmail 7.2.25.375[cn]']],
    messageId: (rng, from, date) =>
      `${stamp(date, 480).replace(/\D/g, '')}${rng.int(100000, 999999)}@${domainOf(from)}`,
    html: true,
    paragraph: 'div',
    font: "font-family:'Microsoft YaHei UI',Tahoma;font-size:10.5pt",
  },
  coremail: {
    headers: [
      ['X-Mailer', 'Coremail Webmail Server'],
      ['X-Priority', '3'],
    ],
    messageId: (rng, from) =>
      `${rng.token(8, HEX)}.${rng.token(4, HEX)}.${rng.token(11, HEX)}.Coremail.${from.address.replace('@', '_')}@${domainOf(from)}`,
    html: true,
    paragraph: 'div',
    font: 'line-height:1.7;color:#000000;font-size:14px;font-family:Arial',
  },
  qq: {
    headers: [
      ['X-QQ-MIME', 'TCMime 1.0 by Tencent'],
      ['X-Mailer', 'QQMail 2.x'],
    ],
    messageId: (rng) => `tencent_${rng.token(32, 'ABCDEF0123456789')}@qqmail.example`,
    html: true,
    paragraph: 'div',
    font: 'font-family:-apple-system,system-ui',
  },
};

/** "Re:" as the writer's program puts it. */
export function replyPrefix(person: Person, rng: Random): string {
  switch (person.client) {
    case 'foxmail':
      return person.language === 'zh' || rng.chance(0.3) ? '回复: ' : 'Re: ';
    case 'qq':
    case 'coremail':
      return rng.chance(0.5) ? '回复:' : 'Re:';
    case 'outlook':
      if (person.language === 'de') return 'AW: ';
      if (person.language === 'pt') return 'RES: ';
      if (person.language === 'zh') return '答复: ';
      return 'RE: ';
    default:
      return 'Re: ';
  }
}

const LABELS: Readonly<Record<Language, readonly [from: string, sent: string, to: string, subject: string]>> =
  {
    en: ['From', 'Sent', 'To', 'Subject'],
    de: ['Von', 'Gesendet', 'An', 'Betreff'],
    es: ['De', 'Enviado', 'Para', 'Asunto'],
    pt: ['De', 'Enviada em', 'Para', 'Assunto'],
    ru: ['От', 'Отправлено', 'Кому', 'Тема'],
    zh: ['发件人', '发送时间', '收件人', '主题'],
    ja: ['差出人', '送信日時', '宛先', '件名'],
    ar: ['من', 'تم الإرسال', 'إلى', 'الموضوع'],
  };

const WROTE: Readonly<Record<Language, (when: string, who: string) => string>> = {
  en: (when, who) => `On ${when}, ${who} wrote:`,
  de: (when, who) => `Am ${when} schrieb ${who}:`,
  es: (when, who) => `El ${when}, ${who} escribió:`,
  pt: (when, who) => `Em ${when}, ${who} escreveu:`,
  ru: (when, who) => `${when}, ${who} пишет:`,
  zh: (when, who) => `在 ${when},${who} 写道:`,
  ja: (when, who) => `${when}、${who} のメール:`,
  ar: (when, who) => `في ${when}، كتب ${who}:`,
};

const party = (p: Party): string => `${p.name} <${p.address}>`;

/** Header lines over the quoted letter, in the way of Outlook and the Chinese clients. */
function block(writer: Person, parent: Letter): [string, string][] {
  const [from, sent, to, subject] = LABELS[writer.language];
  const when =
    writer.client === 'outlook'
      ? longStamp(parent.date, writer.zone, writer.language)
      : stamp(parent.date, writer.zone);
  return [
    [from, party(parent.from)],
    [sent, when],
    [to, parent.to.map(party).join('; ')],
    [subject, parent.subject],
  ];
}

const usesBlock = (name: ClientName): boolean => name === 'outlook' || name === 'foxmail' || name === 'qq';

function rule(name: ClientName): string {
  if (name === 'qq') return '------------------ 原始邮件 ------------------';
  if (name === 'foxmail') return '';
  return '________________________________';
}

const wrote = (writer: Person, parent: Letter): string =>
  WROTE[writer.language](
    writer.client === 'coremail'
      ? stamp(parent.date, writer.zone)
      : longStamp(parent.date, writer.zone, writer.language),
    party(parent.from),
  );

/** Quoted letters below a reply; older ones are cut off, as busy people do. */
const DEPTH = 3;

export function fullText(letter: Letter, depth = DEPTH): string {
  const own = blocksToText(letter.blocks);
  const { parent, from: writer } = letter;
  if (parent === null || depth === 0) return own;
  const quoted = fullText(parent, depth - 1);
  if (usesBlock(writer.client)) {
    const head = block(writer, parent).map(([label, value]) => `${label}: ${value}`);
    return `${own}\n\n${rule(writer.client)}\n${head.join('\n')}\n\n${quoted}`;
  }
  return `${own}\n\n${wrote(writer, parent)}\n${quoted.replace(/^(?=>)/gm, '>').replace(/^(?!>)/gm, '> ')}`;
}

/** @param contentId Content-ID of an own picture; the pictures of quoted letters are left out. */
export function fullHtml(letter: Letter, contentId: (file: string) => string, depth = DEPTH): string {
  const { parent, from: writer } = letter;
  const own = blocksToHtml(letter.blocks, CLIENTS[writer.client].paragraph, contentId);
  if (parent === null || depth === 0) return own;
  const quiet: Letter = { ...parent, blocks: parent.blocks.filter((b) => b.kind !== 'image') };
  const quoted = fullHtml(quiet, contentId, depth - 1);
  if (writer.client === 'outlook') {
    const head = block(writer, parent).map(([label, value]) => `<b>${label}:</b> ${escapeHtml(value)}`);
    return `${own}\n<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0"><p>${head.join('<br>\n')}</p></div>\n${quoted}`;
  }
  if (usesBlock(writer.client)) {
    const head = block(writer, parent).map(
      ([label, value]) => `<div><b>${label}:</b>&nbsp;${escapeHtml(value)}</div>`,
    );
    return `${own}\n<div>${rule(writer.client)}</div><div style="background:#efefef;padding:8px;font-size:12px">${head.join('\n')}</div>\n<div>${quoted}</div>`;
  }
  if (writer.client === 'gmail') {
    return `${own}\n<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escapeHtml(wrote(writer, parent))}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">${quoted}</blockquote></div>`;
  }
  return `${own}\n${textToHtml(wrote(writer, parent), 'div')}<blockquote type="cite">${quoted}</blockquote>`;
}
