/** What servers mean by their words, where the number alone says too little. Words as the providers write them. */

/** Gmail "Application-specific password required", QQ and NetEase "authorization code", iCloud, Yahoo. */
const APP_PASSWORD =
  /app(?:lication)?[- ]specific password|app password|authori[sz]ation code|授权码|客户端专用密码|third[- ]party client/i;
/** Exchange "5.7.139 … SmtpClientAuthentication is disabled", QQ "SMTP service is not open", NetEase. */
const DISABLED =
  /smtpclientauthentication is disabled|5\.7\.139|basic authentication is disabled|(?:smtp|service)[^.]{0,40}(?:not (?:open|enabled|available)|disabled|is closed)|未开启|未开通/i;
/** Gmail 5.4.5, QQ "frequency limited", Exchange 5.2.2 "exceeded the limit", Aliyun, Zoho. */
const LIMIT =
  /(?:daily|hourly|sending|message|mail|user|rate|frequency|recipients?)\b[^.]{0,40}(?:limit(?:ed| exceeded)?|quota)\b|too many (?:mails|messages|recipients) (?:sent|today|this hour)|\b5\.4\.5\b|\b4\.7\.28\b|发信(?:频率|数量).{0,8}限/i;
const NO_LIMIT =
  /size limit|message size|exceeds? (?:the )?(?:maximum )?(?:message )?size|mailbox|over quota|quota exceeded.*(?:mailbox|storage)/i;
/** RFC 1870 6.2, RFC 3463 X.3.4, X.2.3. */
const SIZE = /\b5\.(?:3\.4|2\.3)\b|size|too (?:large|big)/i;

export const passwordFault = (said: string | null) =>
  DISABLED.test(said ?? '')
    ? ('sending-disabled' as const)
    : APP_PASSWORD.test(said ?? '')
      ? ('app-password-needed' as const)
      : ('wrong-password' as const);

/** The provider lets this account send no more for some time. */
export const limitFault = (status: number, said: string | null) =>
  said !== null && status !== 552 && LIMIT.test(said) && !NO_LIMIT.test(said);

export const sizeFault = (status: number, said: string | null) =>
  (status === 552 || status === 554 || status === 550) && said !== null && SIZE.test(said);
