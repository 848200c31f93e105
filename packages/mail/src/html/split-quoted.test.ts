import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { htmlToText } from './html-to-text.ts';
import { splitQuoted } from './split-quoted.ts';

describe('a reply above what it quotes', () => {
  test.each([
    'On Mon, Apr 2, 2012 at 6:26 PM, Megan One <a@b.example> wrote:',
    'On Tuesday, 5 March 2024 at 10:00,\nAnn Example <ann@example.com>\nwrote:',
    'Ann Example <ann@example.com> wrote on 5 March 2024:',
    'Am 05.03.2024 um 10:00 schrieb Ann Beispiel <ann@example.com>:',
    'Le mar. 5 mars 2024 à 10:00, Anne Exemple <anne@example.com> a écrit :',
    'El mar, 5 mar 2024 a las 10:00, Ana (<ana@example.com>) escribió:',
    'Em ter., 5 de mar. de 2024 às 10:00, Ana <ana@example.com> escreveu:',
    'Il giorno mar 5 mar 2024 alle ore 10:00 Anna <anna@example.com> ha scritto:',
    'Op di 5 mrt 2024 om 10:00 schreef Anna <anna@example.com>:',
    'Den tis 5 mars 2024 kl 10:00 skrev Anna <anna@example.com>:',
    'W dniu 05.03.2024 o 10:00, Anna pisze:',
    'wt., 5 mar 2024 o 10:00 Anna <anna@example.com> napisał(a):',
    'út 5. 3. 2024 v 10:00 odesílatel Anna <anna@example.com> napsal:',
    'вт, 5 мар. 2024 г. в 10:00, Анна <anna@example.com>:',
    '5 марта 2024 г., 10:00 пользователь Анна <anna@example.com> написал:',
    '05.03.2024 10:00, Анна пишет:',
    'вт, 5 бер. 2024 р. о 10:00 Анна <anna@example.com> пише:',
    '5 Mar 2024 Sal, saat 10:00 tarihinde Ayşe <ayse@example.com> şunu yazdı:',
    '张三 <zhang@example.com> 于2024年3月5日周二 10:00写道：',
    '在 2024-03-05 10:00:00，"张三" <zhang@example.com> 写道：',
    'At 2024-03-05 10:00:00, "Zhang San" <zhang@example.com> wrote:',
    '2024年3月5日(火) 10:00 田中 <tanaka@example.com>:',
    '2024年3月5日(火) 10:00 田中 <tanaka@example.com>さんが書きました:',
    '2024년 3월 5일 (화) 오전 10:00, 김철수 <kim@example.com>님이 작성:',
    'Vào Th 3, 5 thg 3, 2024 vào lúc 10:00 An <an@example.com> đã viết:',
    'Pada tanggal Sel, 5 Mar 2024 pukul 10.00 Ani <ani@example.com> menulis:',
    'في الثلاثاء، 5 مارس 2024 في 10:00 ص كتب أحمد <ahmad@example.com>:',
    'בתאריך יום ג׳, 5 במרץ 2024 ב-10:00 מאת דנה <dana@example.com>:',
    'Στις Τρί 5 Μαρ 2024 στις 10:00 π.μ., ο χρήστης Άννα <anna@example.com> έγραψε:',
    '-----Original Message-----',
    '-----原始邮件-----',
    '------------------ 原始邮件 ------------------',
    '----- 回复的原邮件 -----',
    '-----Ursprüngliche Nachricht-----',
    '-----Mensaje original-----',
    '-------- Исходное сообщение --------',
    '---------- Forwarded message ---------',
    '---------- 转发的消息 ----------',
    'Begin forwarded message:',
    '________________________________\nFrom: Ann <ann@example.com>\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Li\nSubject: Offer',
    'From: Ann <ann@example.com>\nDate: Tuesday, March 5, 2024\nTo: Li\nSubject: Offer',
    '*From:* Ann <ann@example.com>\n*Sent:* Tuesday\n*To:* Li\n*Subject:* Offer',
    '发件人： 张三 <zhang@example.com>\n发送时间： 2024年3月5日 10:00\n收件人： Ann\n主题： 报价',
    '寄件者: 張三\n傳送日期: 2024年3月5日\n收件者: Ann\n主旨: 報價',
    '| 发件人 | 张三<zhang@example.com> |\n| 日期 | 2024年03月05日 10:00 |\n| 收件人 | Ann |\n| 主题 | 报价 |',
    'Von: Ann <ann@example.com>\nGesendet: Dienstag, 5. März 2024 10:00\nAn: Li\nBetreff: Angebot',
    'De : Ann <ann@example.com>\nEnvoyé : mardi 5 mars 2024 10:00\nÀ : Li\nObjet : Offre',
    'De: Ana <ana@example.com>\nEnviado el: martes, 5 de marzo de 2024\nPara: Li\nAsunto: Oferta',
    'От: Анна <anna@example.com>\nОтправлено: 5 марта 2024 г.\nКому: Ли\nТема: Предложение',
    'Da: Anna\nInviato: martedì 5 marzo 2024\nA: Li\nOggetto: Offerta',
    'Kimden: Ayşe\nGönderildi: 5 Mart 2024\nKime: Li\nKonu: Teklif',
    '差出人: 田中\n送信日時: 2024年3月5日\n宛先: Li\n件名: 見積',
    '보낸 사람: 김철수\n보낸 날짜: 2024년 3월 5일\n받는 사람: Li\n제목: 견적',
  ])('%s', (mark) => {
    const { newText, quotedText } = splitQuoted(
      `Thank you, we accept.\n\nBest regards\n\n${mark}\n\nold words\n`,
    );
    expect(newText).toBe('Thank you, we accept.\n\nBest regards');
    expect(quotedText).toBe(`${mark}\n\nold words`);
  });
});

describe('what is new stays whole', () => {
  test.each([
    ['prose that ends in a colon', 'On Monday we ship the following:\n1. bolts\n2. nuts'],
    ['an address label', 'From: Shanghai\nvia Singapore'],
    ['a Chinese sentence with a colon', '在附件中请查收以下文件：\n1. 发票\n2. 装箱单'],
    ['a signature', 'Hello\n\n-- \nAnn\nACME Ltd'],
    ['a short rule', 'a\n-----\nb'],
    ['somebody wrote', 'He wrote: no.\nShe wrote that in May'],
  ])('%s', (_, text) => {
    expect(splitQuoted(text)).toEqual({ newText: text, quotedText: '' });
  });

  test('answers between and below the quoted lines', () => {
    const mail = 'On 5 March 2024, Ann <ann@example.com> wrote:\n> Price?\n5 USD\n> Date?\nMay 1\n';
    expect(splitQuoted(mail)).toEqual({
      newText: '5 USD\nMay 1',
      quotedText: 'On 5 March 2024, Ann <ann@example.com> wrote:\n> Price?\n> Date?',
    });
  });

  test('a forward has no new text', () => {
    const mail = '---------- Forwarded message ---------\nFrom: Ann\nSubject: x\n\nold';
    expect(splitQuoted(mail)).toEqual({ newText: '', quotedText: mail });
  });

  test('lines of any end', () => {
    expect(splitQuoted('new\r\n\r\n> old\r\n')).toEqual({ newText: 'new', quotedText: '> old' });
    expect(splitQuoted('')).toEqual({ newText: '', quotedText: '' });
  });
});

test.each([
  `From${' '.repeat(380)}x\n`,
  `${'2024 '.repeat(70)}:\n`,
  `On ${'<a@'.repeat(120)}:\n`,
  `在${'写'.repeat(380)}:\n`,
  '> x\n',
])('a megabyte of %j ends soon', (line) => {
  const start = process.threadCpuUsage();
  splitQuoted(line.repeat(Math.ceil(1_000_000 / line.length)));
  expect(process.threadCpuUsage(start).user / 1_000).toBeLessThan(3_000);
});

/** Replies of many clients with what is new in them; they lie beside the repository, not in it. */
const REPLIES = new URL('../../../../../shared/corpora/talon/fixtures/', import.meta.url);
const present = existsSync(REPLIES);
if (!present) process.stderr.write('shared/corpora/talon is absent: its replies are not tested\n');

describe.skipIf(!present)('replies of real clients', () => {
  const standard = new URL('standard_replies/', REPLIES);
  const mails = present ? readdirSync(standard).filter((name) => name.endsWith('.eml')) : [];
  test.each(mails)('%s', async (name) => {
    const expectedFile = new URL(name.replace('.eml', '_reply_text'), standard);
    const expected = existsSync(expectedFile) ? readFileSync(expectedFile, 'utf8') : 'Hello';
    const { text } = await simpleParser(readFileSync(new URL(name, standard)), { skipHtmlToText: true });
    expect(withoutBlanks(splitQuoted(text ?? '').newText)).toBe(withoutBlanks(expected));
  });

  const html = new URL('html_replies/', REPLIES);
  test.each(present ? readdirSync(html) : [])('%s, through its text', (name) => {
    const text = htmlToText(readFileSync(new URL(name, html), 'utf8'));
    expect(splitQuoted(text).newText.replace(/\n+/g, '\n')).toBe('Hi. I am fine.\nThanks,\nAlex');
  });
});

/** The collection does not say where blanks at line ends go. */
function withoutBlanks(text: string): string {
  return text.replace(/[ \t]*\r?\n[ \t]*/g, '\n').trim();
}
