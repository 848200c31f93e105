/**
 * How mail clients mark the start of what they quote, one table per form. All patterns are tried on a bare
 * line (`bareLine`) of bounded length, or on few joined, and repeat only what is bounded: none can run away.
 */

/** Longer lines are prose, not marks. */
export const MAX_MARK_LINE = 400;

/** A line without what stands around a mark: quote signs, table bars, bold stars, white space. */
export function bareLine(line: string): string {
  return line
    .slice(0, MAX_MARK_LINE)
    .replace(/^[>\s|*]+/, '')
    .trimEnd();
}

/** A line that alone says: from here on, the old message. */
export const SEPARATOR_LINE = new RegExp(
  [
    // Outlook and its translations: -----Original Message-----
    /^[-_=*]{2,}\s{0,10}(?:original message|original[- ]?nachricht|ursprüngliche nachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|opprinnelig melding|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|orijinal mesaj|özgün ileti|исходное сообщение|исходное письмо|оригинальное сообщение|вихідне повідомлення|αρχικό μήνυμα|الرسالة الأصلية|הודעה מקורית|tin nhắn gốc|thư gốc|ข้อความต้นฉบับ|pesan asli|mesej asal|원본 메시지|원본 메일|元のメッセージ|original メッセージ|原始邮件|原始郵件|原邮件|邮件原件|原始信息|原始信件|original mail|reply message|回复的原邮件)\s{0,10}[-_=*]{2,}$/,
    // Forwards: Gmail, Apple, Thunderbird
    /^[-_=*]{2,}\s{0,10}(?:forwarded message|forwarded by .{1,200}|weitergeleitete nachricht|message transféré|message transmis|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|转发邮件信息|转发的消息|转发邮件|转发的邮件|forwarding messages|轉寄郵件|轉寄的郵件|転送されたメッセージ|転送メッセージ|전달된 메시지|przekazana wiadomość|yönlendirilen ileti|iletilen mesaj|vidarebefordrat meddelande|رسالة معاد توجيهها)\s{0,10}[-_=*]{2,}$/,
    /^begin forwarded message\s?:?$/,
    /^(?:anfang der weitergeleiteten (?:nachricht|e-mail)|début du message réexpédié|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem encaminhada|начало переадресованного сообщения|начало пересылаемого сообщения|以下是转发的邮件|开始转发邮件|以下是轉寄的郵件|開始轉寄郵件|転送されたメッセージ)\s?[:：]?$/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'i',
);

/** Outlook's rule above the quoted header: at least 20 of the same character and nothing else. */
export const RULE_LINE = /^(?:_{20,}|-{20,}|={20,})$/;

const WROTE =
  'wrote|writes|schrieb|a écrit|écrivait|escribió|ha scritto|escreveu|schreef|skrev|kirjoitti|napisał\\(a\\)|napisała|napisał|pisze|napsal\\(a\\)|napsal|napísal\\(a\\)|napísal|píše|írta|a scris|έγραψε|написал\\(а\\)|написала|написал|пишет|писал\\(а\\)|писал|написа|пише|написав|đã viết|menulis|viết';

/** "On Tue … Ann wrote:" and its translations. A line or two or three joined by a blank. */
export const ATTRIBUTION = new RegExp(
  [
    // "On …, Ann wrote:", verb last or nearly so
    new RegExp(
      `^(?:on|am|le|el|il|em|op|den|på|pe|dne|dňa|w dniu|dnia|у|в|на|στις|vào|pada)\\s.{3,300}?(?:${WROTE})(?:\\s.{0,150})?\\s{0,3}[:：]$`,
    ),
    // "2024-05-01 10:00 GMT+08:00 Ann <a@b.example>:" and "вт, 5 мар. 2024 г. в 10:00, Анна <a@b.example>:"
    /^(?:(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)[.,]?\s)?.{0,40}\d{1,4}.{3,150}<[^<>\s]{1,120}@[^<>\s]{1,120}>\s{0,3}[:：]$/,
    // "Ann <a@b.example> wrote:", "5 March 2024 Ann wrote:", "Ann wrote on 5 March:"; a date or an address is needed
    new RegExp(`^(?=.{0,399}[\\d@<]).{1,300}\\s(?:${WROTE})(?:\\s.{0,100})?\\s{0,3}[:：]$`),
    // Chinese, Japanese, Korean, Turkish, Arabic, Persian, Hebrew, Thai
    /^(?:在|于|於)?.{3,200}(?:写道|寫道|写到|写了|寫了)\s{0,3}[:：]$/,
    /^.{3,200}(?:のメール|さんは書きました|が書きました|さんが書きました|様が書きました|は書きました)\s{0,3}[:：]$/,
    /^.{0,20}\d{4}年\d{1,2}月\d{1,2}日.{0,150}[:：]\s*$/,
    /^.{3,200}(?:님이 작성|작성|썼습니다|님이 쓴 글|wrote)\s{0,3}[:：]$/,
    /^.{3,200}(?:şunu yazdı|yazdı|tarihinde şunları yazdı)\s{0,3}[:：]$/,
    /^.{0,200}(?:كتب|كتبت|كتب\/ت|نوشت|کتب).{0,150}[:：]\s*$/,
    /^.{0,200}(?:כתב|כתבה|מאת).{0,150}[:：]\s*$/,
    /^.{0,200}(?:เขียนว่า|เขียน)\s{0,3}[:：]$/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'iu',
);

/** How an attribution that is wrapped over lines begins: with "On" or a date. */
export const ATTRIBUTION_START =
  /^(?:\d|(?:on|am|le|el|il|em|op|den|på|pe|dne|dňa|w dniu|dnia|у|в|на|στις|vào|pada|at|mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)[.,]?\s|[在于於])/iu;

const FROM =
  'from|von|de|da|van|fra|från|lähettäjä|od|nadawca|odesílatel|odosielateľ|feladó|expeditor|kimden|gönderen|от|от кого|від|από|من|از|מאת|发件人|发信人|寄件人|寄件者|差出人|送信者|보낸 사람|보낸사람|발신|từ|dari|จาก';
const TO =
  'to|cc|an|à|para|a|aan|til|till|vastaanottaja|do|komu|címzett|către|kime|bilgi|кому|копия|копія|προς|إلى|אל|kopie|kopia|copie à|con copia a|收件人|收件者|抄送|副本|宛先|받는 사람|받는사람|참조|đến|kepada|ถึง';
const DATE_OR_SUBJECT =
  "sent|date|subject|reply-to|gesendet|datum|betreff|envoyé|envoyé le|date d['’]envoi|objet|enviado|enviado el|enviado em|enviada em|fecha|data|asunto|assunto|inviato|oggetto|verzonden|onderwerp|sendt|emne|skickat|ämne|lähetetty|aihe|wysłano|wysłane|temat|odesláno|předmět|elküldve|tárgy|trimis|gönderildi|gönderme tarihi|konu|tarih|отправлено|дата|тема|надіслано|στάλθηκε|θέμα|تاريخ|الموضوع|נשלח|נושא|发送时间|发送日期|日期|时间|主题|主旨|傳送日期|寄件日期|主題|送信日時|日時|件名|보낸 날짜|날짜|제목|ngày|chủ đề|tanggal|subjek|วันที่|เรื่อง";

/** The first line of a quoted header block: "From: Ann <a@b>", "发件人：张三", "*Von:* …", "|发件人 | …". */
export const FROM_LINE = new RegExp(`^(?:${FROM})[\\s*]{0,10}[:：|].`, 'iu');
/** A further line of such a block. */
export const HEADER_LINE = new RegExp(`^(?:${FROM}|${TO}|${DATE_OR_SUBJECT})[\\s*]{0,10}[:：|]`, 'iu');

/** The lines of such a block by what they say, in cells of a table too; the value is the first group. */
export const QUOTED_FIELD = {
  from: new RegExp(`^(?:${FROM}|from name)[\\s*]{0,10}[:：|\\t]\\s*(.*)$`, 'iu'),
  to: new RegExp(`^(?:${TO})[\\s*]{0,10}[:：|\\t]\\s*(.*)$`, 'iu'),
  other: new RegExp(`^(?:${DATE_OR_SUBJECT})[\\s*]{0,10}[:：|\\t]`, 'iu'),
} as const;

/** Above a quoted message of NetEase and QQ clients: "---- 回复的原邮件 ----", "At 2024-05-01 10:00:00, "Ann" <a@b> wrote:". */
export const CHINESE_WEBMAIL = /^(?:at|在)\s\d{4}-\d{2}-\d{2}.{5,300}[:：]\s*$/i;
