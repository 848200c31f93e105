/** The line above what is quoted, in the language of who reads it. */

interface Words {
  /** {date} and {name} stand for themselves. */
  readonly wrote: string;
  readonly forwarded: string;
  readonly from: string;
  readonly date: string;
  readonly subject: string;
  readonly to: string;
  readonly cc: string;
}

const words = (wrote: string, forwarded: string, labels: string): Words => {
  const [from = '', date = '', subject = '', to = '', cc = ''] = labels.split('|');
  return { wrote, forwarded, from, date, subject, to, cc };
};

const EN = words('On {date}, {name} wrote:', 'Forwarded message', 'From|Date|Subject|To|Cc');

/** By ISO 639-1. */
const WORDS: Readonly<Record<string, Words>> = {
  en: EN,
  zh: words('{name} 于 {date} 写道：', '转发的邮件', '发件人|日期|主题|收件人|抄送'),
  'zh-TW': words('{name} 於 {date} 寫道：', '轉寄的郵件', '寄件者|日期|主旨|收件者|副本'),
  ja: words('{date} {name}：', '転送メッセージ', '差出人|日時|件名|宛先|Cc'),
  ko: words('{date}, {name} 님이 작성:', '전달된 메일', '보낸 사람|날짜|제목|받는 사람|참조'),
  de: words('Am {date} schrieb {name}:', 'Weitergeleitete Nachricht', 'Von|Datum|Betreff|An|Kopie'),
  fr: words('Le {date}, {name} a écrit :', 'Message transféré', 'De|Date|Objet|À|Cc'),
  es: words('El {date}, {name} escribió:', 'Mensaje reenviado', 'De|Fecha|Asunto|Para|Cc'),
  pt: words('Em {date}, {name} escreveu:', 'Mensagem encaminhada', 'De|Data|Assunto|Para|Cc'),
  it: words('Il {date}, {name} ha scritto:', 'Messaggio inoltrato', 'Da|Data|Oggetto|A|Cc'),
  nl: words('Op {date} schreef {name}:', 'Doorgestuurd bericht', 'Van|Datum|Onderwerp|Aan|Cc'),
  pl: words('{date}, {name} napisał(a):', 'Przekazana wiadomość', 'Od|Data|Temat|Do|DW'),
  ru: words('{date}, {name} пишет:', 'Пересланное сообщение', 'От|Дата|Тема|Кому|Копия'),
  uk: words('{date}, {name} пише:', 'Переслане повідомлення', 'Від|Дата|Тема|Кому|Копія'),
  tr: words('{name}, {date} tarihinde şunu yazdı:', 'İletilen ileti', 'Kimden|Tarih|Konu|Kime|Cc'),
  ar: words('في {date}، كتب {name}:', 'رسالة معاد توجيهها', 'من|التاريخ|الموضوع|إلى|نسخة'),
  he: words('בתאריך {date}, {name} כתב/ה:', 'הודעה שהועברה', 'מאת|תאריך|נושא|אל|עותק'),
  cs: words('Dne {date} {name} napsal(a):', 'Přeposlaná zpráva', 'Od|Datum|Předmět|Komu|Kopie'),
  hu: words('{name} ezt írta ({date}):', 'Továbbított üzenet', 'Feladó|Dátum|Tárgy|Címzett|Másolat'),
  ro: words('În {date}, {name} a scris:', 'Mesaj redirecționat', 'De la|Data|Subiect|Către|Cc'),
  sv: words('{date} skrev {name}:', 'Vidarebefordrat meddelande', 'Från|Datum|Ämne|Till|Kopia'),
  da: words('{date} skrev {name}:', 'Videresendt besked', 'Fra|Dato|Emne|Til|Cc'),
  no: words('{date} skrev {name}:', 'Videresendt melding', 'Fra|Dato|Emne|Til|Kopi'),
  fi: words('{date} {name} kirjoitti:', 'Välitetty viesti', 'Lähettäjä|Päivä|Aihe|Vastaanottaja|Kopio'),
  vi: words('Vào {date}, {name} đã viết:', 'Thư chuyển tiếp', 'Từ|Ngày|Chủ đề|Đến|Cc'),
  th: words('เมื่อ {date} {name} เขียนว่า:', 'ข้อความที่ส่งต่อ', 'จาก|วันที่|เรื่อง|ถึง|สำเนา'),
  id: words('Pada {date}, {name} menulis:', 'Pesan terusan', 'Dari|Tanggal|Subjek|Kepada|Cc'),
};

/** @param language ISO 639-1, also with a country; null or unknown: English. */
function wordsFor(language: string | null): { words: Words; locale: string } {
  if (language === null) return { words: EN, locale: 'en-GB' };
  const base = language.slice(0, 2).toLowerCase();
  const found = WORDS[language] ?? WORDS[base];
  if (found === undefined) return { words: EN, locale: 'en-GB' };
  return { words: found, locale: base === 'en' ? 'en-GB' : language };
}

function dateIn(locale: string, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}

/** Such as "GMT+1". */
function offsetIn(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

export interface QuotedMail {
  readonly from: string;
  readonly sentAt: Date;
  readonly subject: string;
  readonly to: string;
  readonly cc: string;
}

/** As text, one line. @param timeZone IANA, of who reads it. */
export function replyAttribution(mail: QuotedMail, language: string | null, timeZone: string): string {
  const { words: said, locale } = wordsFor(language);
  return said.wrote.replace(/\{(date|name)\}/g, (_whole, field: string) =>
    field === 'date' ? dateIn(locale, mail.sentAt, timeZone) : mail.from,
  );
}

/** As text, a line each. The time says its zone: who gets a forward may be anywhere. @param timeZone IANA. */
export function forwardHeader(mail: QuotedMail, language: string | null, timeZone: string): string[] {
  const { words: said, locale } = wordsFor(language);
  return [
    `---------- ${said.forwarded} ----------`,
    `${said.from}: ${mail.from}`,
    `${said.date}: ${dateIn(locale, mail.sentAt, timeZone)} (${offsetIn(mail.sentAt, timeZone)})`,
    `${said.subject}: ${mail.subject}`,
    `${said.to}: ${mail.to}`,
    ...(mail.cc === '' ? [] : [`${said.cc}: ${mail.cc}`]),
  ];
}
