/**
 * How mail clients mark the start of what they quote, one table per form. All patterns are tried on a single
 * line (or a header joined from few lines) of bounded length, so none can run away.
 */

/** A line that alone says: from here on, the old message. */
export const SEPARATOR_LINE = new RegExp(
  [
    // Outlook and its translations: -----Original Message-----
    /^[>\s]*[-_=*]{2,}\s*(?:original message|original[- ]?nachricht|ursprüngliche nachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|opprinnelig melding|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|orijinal mesaj|özgün ileti|исходное сообщение|исходное письмо|оригинальное сообщение|вихідне повідомлення|αρχικό μήνυμα|الرسالة الأصلية|הודעה מקורית|tin nhắn gốc|thư gốc|ข้อความต้นฉบับ|pesan asli|mesej asal|원본 메시지|원본 메일|元のメッセージ|original メッセージ|原始邮件|原始郵件|原邮件|邮件原件|原始信息|原始信件|original mail|reply message|回复的原邮件)\s*[-_=*]{2,}\s*$/,
    // Forwards: Gmail, Apple, Thunderbird
    /^[>\s]*[-_=*]{2,}\s*(?:forwarded message|forwarded by .{1,200}|weitergeleitete nachricht|message transféré|message transmis|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|转发邮件信息|转发的消息|转发邮件|轉寄郵件|轉寄的郵件|転送されたメッセージ|転送メッセージ|전달된 메시지|przekazana wiadomość|yönlendirilen ileti|iletilen mesaj|vidarebefordrat meddelande|رسالة معاد توجيهها)\s*[-_=*]{2,}\s*$/,
    /^[>\s]*begin forwarded message\s*:?\s*$/,
    /^[>\s]*(?:anfang der weitergeleiteten (?:nachricht|e-mail)|début du message réexpédié|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem encaminhada)\s*:?\s*$/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'i',
);

/** Outlook's rule above the quoted header: at least 20 of the same character and nothing else. */
export const RULE_LINE = /^\s*(?:_{20,}|-{20,}|={20,})\s*$/;

/** "On Tue … Ann wrote:" and its translations. A line or two or three joined by a blank. */
export const ATTRIBUTION = new RegExp(
  [
    // Verb at the end: English, German, Dutch, Nordic, Romance, Slavic, …
    /^(?:on|am|le|el|il|em|op|den|på|pe|dne|dňa|v|w dniu|dnia|у|в|на|σт?ις|στις|vào|pada|ngày|tarihinde)\s.{3,300}?(?:wrote|schrieb|a écrit|écrivait|escribió|ha scritto|escreveu|schreef|skrev|kirjoitti|napisał\(a\)|napisała|napisał|napsal\(a\)|napsal|napísal\(a\)|napísal|írta|a scris|έγραψε|написал\(а\)|написала|написал|пишет|писал\(а\)|написа|пише|đã viết|menulis|viết)(?:\s.{0,150})?\s*[:：]\s*$/,
    // "2024-05-01 10:00 GMT+08:00 Ann <a@b.example>:" and "вт, 5 мар. 2024 г. в 10:00, Анна <a@b.example>:"
    /^(?:(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)[.,]?\s)?.{0,40}\d{1,4}.{3,150}<[^<>\s]{1,120}@[^<>\s]{1,120}>\s*[:：]\s*$/,
    // "Ann <a@b.example> wrote:", "Ann schrieb am …:", "Ann wrote on 1/2/2024:"
    /^.{1,200}\s(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|пишет|писал|написал)(?:\s(?:on|am|le|el|il|em|op|den|в)?.{0,100})?\s*[:：]\s*$/,
    // Chinese, Japanese, Korean, Turkish, Arabic, Persian, Hebrew, Thai
    /^(?:在|于|於)?.{3,200}(?:写道|寫道|写到|写了|寫了)\s*[:：]\s*$/,
    /^.{3,200}(?:のメール|さんは書きました|が書きました|さんが書きました|様が書きました|は書きました)\s*[:：]\s*$/,
    /^.{0,20}\d{4}年\d{1,2}月\d{1,2}日.{0,150}[:：]\s*$/,
    /^.{3,200}(?:님이 작성|작성|썼습니다|님이 쓴 글|wrote)\s*[:：]\s*$/,
    /^.{3,200}(?:şunu yazdı|yazdı|tarihinde şunları yazdı)\s*[:：]\s*$/,
    /^.{0,200}(?:كتب|كتبت|كتب\/ت|نوشت|کتب).{0,150}[:：]\s*$/,
    /^.{0,200}(?:כתב|כתבה|מאת).{0,150}[:：]\s*$/,
    /^.{0,200}(?:เขียนว่า|เขียน)\s*[:：]\s*$/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'iu',
);

const FROM =
  'from|von|de|da|van|fra|från|lähettäjä|od|nadawca|odesílatel|odosielateľ|feladó|expeditor|kimden|gönderen|от|от кого|від|από|من|از|מאת|发件人|发信人|寄件人|寄件者|差出人|送信者|보낸 사람|보낸사람|발신|từ|dari|จาก';
const DATE_OR_TO =
  "sent|date|to|subject|cc|gesendet|datum|an|betreff|envoyé|envoyé le|date d['’]envoi|à|objet|enviado|enviado el|enviado em|enviada em|fecha|data|para|asunto|assunto|inviato|a|oggetto|verzonden|aan|onderwerp|sendt|til|emne|skickat|till|ämne|lähetetty|vastaanottaja|aihe|wysłano|wysłane|do|temat|odesláno|komu|předmět|elküldve|címzett|tárgy|trimis|către|subiect|gönderildi|gönderme tarihi|kime|konu|tarih|отправлено|дата|кому|тема|надіслано|στάλθηκε|προς|θέμα|تاريخ|إلى|الموضوع|נשלח|אל|נושא|发送时间|发送日期|日期|时间|收件人|主题|傳送日期|寄件日期|收件者|主旨|主題|送信日時|日時|宛先|件名|보낸 날짜|날짜|받는 사람|제목|ngày|đến|chủ đề|tanggal|kepada|subjek|ถึง|วันที่|เรื่อง";

/** The first line of a quoted header block: "From: Ann <a@b>", "发件人：张三", "*Von:* …", "|发件人 | …". */
export const FROM_LINE = new RegExp(`^[>\\s|]*\\*{0,2}\\s*(?:${FROM})\\s*\\*{0,2}\\s*[:：|].{1,}`, 'iu');
/** A further line of such a block. */
export const HEADER_LINE = new RegExp(
  `^[>\\s|]*\\*{0,2}\\s*(?:${FROM}|${DATE_OR_TO})\\s*\\*{0,2}\\s*[:：|]`,
  'iu',
);

/** Above a quoted message of NetEase and QQ clients: "---- 回复的原邮件 ----", "At 2024-05-01 10:00:00, "Ann" <a@b> wrote:". */
export const CHINESE_WEBMAIL = /^\s*(?:at|在)\s\d{4}-\d{2}-\d{2}.{5,300}[:：]\s*$/i;
