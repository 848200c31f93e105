/** What answers by itself: out of office, bounces (RFC 3464), read receipts (RFC 8098). They never count as contact. */
import { rfcDate } from '../calendar.ts';
import { encodeWords } from '../charset.ts';
import { COMPANY } from '../company.ts';
import type { DocumentPool } from '../documents/pool.ts';
import { type Entity, multipart, textEntity, writeEntity } from '../mime.ts';
import { Random } from '../random.ts';
import { render, traceLines } from '../render.ts';
import type { Event, Language, Letter, Party } from '../types.ts';

const AWAY: Readonly<Record<Language, readonly [prefix: string, text: string]>> = {
  en: [
    'Automatic reply: ',
    'Thank you for your mail. I am out of the office until Monday with limited access to e-mail. For urgent matters please call our switchboard.',
  ],
  de: [
    'Automatische Antwort: ',
    'Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich Freitag nicht im Hause. Ihre E-Mail wird nicht weitergeleitet.',
  ],
  es: [
    'Respuesta automática: ',
    'Gracias por su mensaje. Estoy de vacaciones hasta el lunes. Para asuntos urgentes, diríjase a la centralita.',
  ],
  pt: [
    'Resposta automática: ',
    'Estou em férias coletivas e retorno no dia 8. Assuntos urgentes: falar com a recepção.',
  ],
  ru: [
    'Автоматический ответ: ',
    'Спасибо за письмо. Я в отпуске до понедельника. По срочным вопросам звоните в офис.',
  ],
  zh: ['自动回复:', '您好，我正在出差，回复可能较慢，急事请致电办公室。'],
  ja: ['自動応答: ', '誠に勝手ながら夏季休業中のため、休み明けに順次ご返信いたします。'],
  ar: ['رد تلقائي: ', 'شكراً لرسالتكم، أنا في إجازة العيد وسأرد عليكم بعد العودة.'],
};

function robotEvent(
  from: Party,
  account: string,
  date: Date,
  kind: string,
  subject: string,
  language: Language,
  entity: (date: Date) => Entity,
): Event {
  return {
    date,
    mails(at) {
      const rng = new Random(`robot/${kind}/${subject}/${at.getTime()}`);
      const raw = Buffer.concat([traceLines(from, account, at, rng), writeEntity(entity(at))]);
      return [
        {
          account,
          mailbox: 'INBOX',
          raw,
          internalDate: at,
          seen: true,
          intent: { kind, subject, from: from.address, language, charset: 'utf-8', wellFormed: true },
        },
      ];
    },
  };
}

const head = (
  from: Party,
  to: Party,
  subject: string,
  date: Date,
  zone: number,
  id: string,
  parent: Letter,
): [string, string][] => [
  ['Date', rfcDate(date, zone)],
  ['From', `${encodeWords(from.name, 'utf-8')} <${from.address}>`],
  ['To', to.address],
  ['Subject', encodeWords(subject, 'utf-8')],
  ['In-Reply-To', `<${parent.id}>`],
  ['Message-ID', `<${id}>`],
  ['MIME-Version', '1.0'],
];

/** The reader of a letter of ours is away. */
export function awayEvent(letter: Letter, rng: Random): Event | null {
  const reader = letter.to[0] as (Party & { language?: Language; zone?: number }) | undefined;
  if (reader?.language === undefined) return null;
  const [prefix, text] = AWAY[reader.language];
  const subject = `${prefix}${letter.subject}`;
  const id = `${rng.token(20)}@${reader.address.split('@')[1]}`;
  const date = new Date(letter.date.getTime() + rng.int(5, 60) * 1000);
  return robotEvent(reader, letter.from.address, date, 'out-of-office', subject, reader.language, (at) => {
    const body = textEntity(`${text}\n\n${reader.name}\n`, {
      subtype: 'plain',
      charset: 'utf-8',
      encoding: 'base64',
    });
    return {
      headers: [
        ...head(reader, letter.from, subject, at, reader.zone ?? 0, id, letter),
        ['Auto-Submitted', 'auto-replied'],
        ['X-Auto-Response-Suppress', 'All'],
        ...body.headers,
      ],
      body: body.body,
    };
  });
}

/** A letter of ours could not be delivered; it comes back whole inside the report. */
export function bounceEvent(letter: Letter, rng: Random, pool: DocumentPool): Event | null {
  const reader = letter.to[0];
  if (reader === undefined) return null;
  const from = { name: 'Mail Delivery System', address: `mailer-daemon@mx1.${COMPANY.domain}` };
  const subject = 'Undelivered Mail Returned to Sender';
  const id = `${rng.token(16)}@mx1.${COMPANY.domain}`;
  const reason = rng.pick([
    '550 5.1.1 User unknown',
    '552 5.2.2 Mailbox full',
    '554 5.7.1 Message rejected due to content',
    '550 5.4.1 Recipient address rejected: Access denied',
  ]);
  const boundary = `${rng.token(12)}/mx1.${COMPANY.domain}`;
  return robotEvent(
    from,
    letter.from.address,
    new Date(letter.date.getTime() + rng.int(20, 400) * 1000),
    'bounce',
    subject,
    'en',
    (at) => {
      const told = textEntity(
        `This is the mail system at host mx1.${COMPANY.domain}.\n\nYour message could not be delivered to <${reader.address}>:\n\n    ${reason}\n`,
        { subtype: 'plain', charset: 'us-ascii', encoding: '7bit' },
      );
      const status: Entity = {
        headers: [['Content-Type', 'message/delivery-status']],
        body: Buffer.from(
          `Reporting-MTA: dns; mx1.${COMPANY.domain}\r\nArrival-Date: ${rfcDate(letter.date, 480)}\r\n\r\nFinal-Recipient: rfc822; ${reader.address}\r\nAction: failed\r\nStatus: ${reason.split(' ')[1]}\r\nDiagnostic-Code: smtp; ${reason}\r\n`,
        ),
      };
      const original: Entity = {
        headers: [['Content-Type', 'message/rfc822']],
        body: render(letter, pool).raw,
      };
      const report = multipart('report', [told, status, original], boundary, ' report-type=delivery-status;');
      return {
        headers: [
          ...head(from, letter.from, subject, at, 480, id, letter),
          ['Auto-Submitted', 'auto-replied'],
          ...report.headers,
        ],
        body: report.body,
      };
    },
  );
}

/** The reader's program tells that the letter was opened. */
export function receiptEvent(letter: Letter, rng: Random): Event | null {
  const reader = letter.to[0];
  if (reader === undefined) return null;
  const subject = `Read: ${letter.subject}`;
  const id = `${rng.token(22)}@${reader.address.split('@')[1]}`;
  return robotEvent(
    reader,
    letter.from.address,
    new Date(letter.date.getTime() + rng.int(1, 30) * 3_600_000),
    'receipt',
    subject,
    'en',
    (at) => {
      const told = textEntity(
        `Your message\n\n   To: ${reader.address}\n   Subject: ${letter.subject}\n\nwas read on ${rfcDate(at, 0)}.\n`,
        { subtype: 'plain', charset: 'utf-8', encoding: 'quoted-printable' },
      );
      const notification: Entity = {
        headers: [['Content-Type', 'message/disposition-notification']],
        body: Buffer.from(
          `Reporting-UA: ${reader.address.split('@')[1]}; Outlook\r\nFinal-Recipient: rfc822;${reader.address}\r\nOriginal-Message-ID: <${letter.id}>\r\nDisposition: manual-action/MDN-sent-automatically; displayed\r\n`,
        ),
      };
      const report = multipart(
        'report',
        [told, notification],
        `----=_${rng.token(20)}`,
        ' report-type=disposition-notification;',
      );
      return {
        headers: [...head(reader, letter.from, subject, at, 0, id, letter), ...report.headers],
        body: report.body,
      };
    },
  );
}
