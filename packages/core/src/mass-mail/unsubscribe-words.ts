/** What a reader of a mass mail is told of ending it, in the language of the mail. Plain text: no markup. */

export interface UnsubscribeWords {
  /** Below the mail; `{company}` is replaced. */
  readonly footer: string;
  /** Of the link below the mail, and of the button. */
  readonly link: string;
  readonly title: string;
  /** `{address}` and `{company}` are replaced. */
  readonly question: string;
  readonly button: string;
  readonly done: string;
  readonly unknown: string;
}

const en: UnsubscribeWords = {
  footer: 'You receive this e-mail as a business contact of {company}.',
  link: 'Unsubscribe',
  title: 'Unsubscribe',
  question: 'No more mailings from {company} to {address}?',
  button: 'Unsubscribe',
  done: '{address} will receive no more mailings from {company}.',
  unknown: 'This link is not valid. Please reply to the e-mail to unsubscribe.',
};

const WORDS: Readonly<Record<string, UnsubscribeWords>> = {
  en,
  zh: {
    footer: '您作为{company}的业务联系人收到此邮件。',
    link: '退订',
    title: '退订邮件',
    question: '不再接收{company}发往 {address} 的群发邮件？',
    button: '退订',
    done: '{company}今后不再向 {address} 发送群发邮件。',
    unknown: '链接无效。如需退订，请直接回复邮件。',
  },
  'zh-TW': {
    footer: '您作為{company}的業務聯絡人收到此郵件。',
    link: '取消訂閱',
    title: '取消訂閱',
    question: '不再接收{company}寄往 {address} 的群發郵件？',
    button: '取消訂閱',
    done: '{company}今後不再向 {address} 寄送群發郵件。',
    unknown: '連結無效。如需取消訂閱，請直接回覆郵件。',
  },
  es: {
    footer: 'Recibe este correo como contacto comercial de {company}.',
    link: 'Darse de baja',
    title: 'Darse de baja',
    question: '¿No desea recibir más envíos de {company} en {address}?',
    button: 'Darse de baja',
    done: '{address} no recibirá más envíos de {company}.',
    unknown: 'Este enlace no es válido. Responda al correo para darse de baja.',
  },
  pt: {
    footer: 'Recebe este e-mail como contato comercial da {company}.',
    link: 'Cancelar a inscrição',
    title: 'Cancelar a inscrição',
    question: 'Não deseja mais receber envios da {company} em {address}?',
    button: 'Cancelar a inscrição',
    done: '{address} não receberá mais envios da {company}.',
    unknown: 'Este link não é válido. Responda ao e-mail para cancelar a inscrição.',
  },
  fr: {
    footer: 'Vous recevez ce message en tant que contact professionnel de {company}.',
    link: 'Se désabonner',
    title: 'Se désabonner',
    question: 'Ne plus recevoir d’envois de {company} à {address} ?',
    button: 'Se désabonner',
    done: '{address} ne recevra plus d’envois de {company}.',
    unknown: 'Ce lien n’est pas valable. Répondez au message pour vous désabonner.',
  },
  de: {
    footer: 'Sie erhalten diese E-Mail als Geschäftskontakt von {company}.',
    link: 'Abmelden',
    title: 'Abmelden',
    question: 'Keine Rundschreiben von {company} mehr an {address}?',
    button: 'Abmelden',
    done: '{address} erhält keine Rundschreiben von {company} mehr.',
    unknown: 'Dieser Link ist ungültig. Antworten Sie auf die E-Mail, um sich abzumelden.',
  },
  ru: {
    footer: 'Вы получили это письмо как деловой контакт {company}.',
    link: 'Отписаться',
    title: 'Отписаться от рассылки',
    question: 'Больше не получать рассылки {company} на {address}?',
    button: 'Отписаться',
    done: 'Рассылки {company} больше не будут приходить на {address}.',
    unknown: 'Ссылка недействительна. Чтобы отписаться, ответьте на письмо.',
  },
  ar: {
    footer: 'تصلكم هذه الرسالة بصفتكم جهة اتصال تجارية لدى {company}.',
    link: 'إلغاء الاشتراك',
    title: 'إلغاء الاشتراك',
    question: 'هل تريدون إيقاف الرسائل الجماعية من {company} إلى {address}؟',
    button: 'إلغاء الاشتراك',
    done: 'لن تصل بعد الآن رسائل جماعية من {company} إلى {address}.',
    unknown: 'هذا الرابط غير صالح. يُرجى الرد على الرسالة لإلغاء الاشتراك.',
  },
  ja: {
    footer: 'このメールは{company}のお取引先としてお送りしています。',
    link: '配信停止',
    title: '配信停止',
    question: '{company}から {address} への一斉メールを停止しますか。',
    button: '配信を停止する',
    done: '{company}から {address} への一斉メールを停止しました。',
    unknown: 'このリンクは無効です。配信停止はメールへの返信でお知らせください。',
  },
  ko: {
    footer: '이 메일은 {company}의 거래처 연락처로 발송되었습니다.',
    link: '수신 거부',
    title: '수신 거부',
    question: '{address}(으)로 오는 {company}의 단체 메일을 더 이상 받지 않으시겠습니까?',
    button: '수신 거부',
    done: '앞으로 {address}(으)로 {company}의 단체 메일이 발송되지 않습니다.',
    unknown: '유효하지 않은 링크입니다. 수신을 거부하려면 메일에 회신해 주십시오.',
  },
  it: {
    footer: 'Riceve questa e-mail come contatto commerciale di {company}.',
    link: 'Annulla l’iscrizione',
    title: 'Annulla l’iscrizione',
    question: 'Non desidera più ricevere invii di {company} a {address}?',
    button: 'Annulla l’iscrizione',
    done: '{address} non riceverà più invii di {company}.',
    unknown: 'Questo link non è valido. Risponda all’e-mail per annullare l’iscrizione.',
  },
  tr: {
    footer: 'Bu e-postayı {company} şirketinin iş bağlantısı olarak alıyorsunuz.',
    link: 'Abonelikten çık',
    title: 'Abonelikten çık',
    question: '{address} adresine {company} toplu e-postaları artık gelmesin mi?',
    button: 'Abonelikten çık',
    done: '{address} adresine artık {company} toplu e-postaları gönderilmeyecek.',
    unknown: 'Bu bağlantı geçerli değil. Abonelikten çıkmak için e-postayı yanıtlayın.',
  },
  vi: {
    footer: 'Quý vị nhận thư này với tư cách là đối tác kinh doanh của {company}.',
    link: 'Hủy đăng ký',
    title: 'Hủy đăng ký',
    question: 'Không nhận thư hàng loạt từ {company} gửi đến {address} nữa?',
    button: 'Hủy đăng ký',
    done: '{address} sẽ không nhận thư hàng loạt từ {company} nữa.',
    unknown: 'Liên kết này không hợp lệ. Vui lòng trả lời thư để hủy đăng ký.',
  },
  pl: {
    footer: 'Otrzymują Państwo tę wiadomość jako kontakt biznesowy firmy {company}.',
    link: 'Wypisz się',
    title: 'Wypisz się',
    question: 'Nie wysyłać więcej wiadomości zbiorczych firmy {company} na adres {address}?',
    button: 'Wypisz się',
    done: 'Na adres {address} nie będą już wysyłane wiadomości zbiorcze firmy {company}.',
    unknown: 'Ten link jest nieprawidłowy. Aby się wypisać, proszę odpowiedzieć na wiadomość.',
  },
  nl: {
    footer: 'U ontvangt deze e-mail als zakelijk contact van {company}.',
    link: 'Afmelden',
    title: 'Afmelden',
    question: 'Geen mailings van {company} meer naar {address}?',
    button: 'Afmelden',
    done: '{address} ontvangt geen mailings van {company} meer.',
    unknown: 'Deze link is niet geldig. Beantwoord de e-mail om u af te melden.',
  },
};

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

export const isRightToLeft = (language: string) => RIGHT_TO_LEFT.has(language.slice(0, 2));

/** A language that is not here is answered in English, which trade reads. */
export const unsubscribeWords = (language: string): UnsubscribeWords =>
  WORDS[language] ?? WORDS[language.slice(0, 2)] ?? en;

/** The language of the words: English where there are none of the mail's. */
export const wordsLanguage = (language: string): string =>
  WORDS[language] !== undefined || WORDS[language.slice(0, 2)] !== undefined ? language : 'en';

export const fillWords = (text: string, values: { readonly company: string; readonly address?: string }) =>
  text.replace(/\{(company|address)\}/g, (_, name: 'company' | 'address') => values[name] ?? '');
