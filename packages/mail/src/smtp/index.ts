/** Handing one mail to an SMTP server, with an outcome that is never guessed. No database. */
export { composeMail } from './compose-mail.ts';
export type { ComposedMail, MailToCompose } from './compose-mail.ts';
export { SmtpFault } from './smtp-fault.ts';
export type { SmtpFaultCode } from './smtp-fault.ts';
export { checkSmtpHost } from './host-check.ts';
export { sendMail } from './send-mail.ts';
export type { SendOptions, SmtpServer } from './send-mail.ts';
