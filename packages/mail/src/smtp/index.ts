/** Handing mails to an SMTP server, each with an outcome that is never guessed. No database. */
export { composeMail } from './compose-mail.ts';
export type { ComposedMail, MailToCompose } from './compose-mail.ts';
export { SmtpFault } from './smtp-fault.ts';
export type { SmtpFaultCode } from './smtp-fault.ts';
export { checkSmtpHost } from './host-check.ts';
export { DEADLINE_MS, SmtpSession } from './smtp-session.ts';
export type { MayEnd, SessionOptions, SmtpServer } from './smtp-session.ts';
