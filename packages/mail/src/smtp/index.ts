/** Handing mails to an SMTP server, each with an outcome that is never guessed. No database. */
export { checkedAddress, oneLine, wireAddress } from './checked-address.ts';
export { composeLetter } from './compose-letter.ts';
export type { LetterAttachment, LetterToCompose } from './compose-letter.ts';
export { composeMail } from './compose-mail.ts';
export type { ComposedMail, MailToCompose } from './compose-mail.ts';
export type { Delivery, MailToDeliver, Refusal } from './delivery.ts';
export type { MayEnd } from './ending.ts';
export { SmtpFault } from './smtp-fault.ts';
export type { SmtpFaultCode } from './smtp-fault.ts';
export { checkSmtpHost } from './host-check.ts';
export { DEADLINE_MS, SmtpSession } from './smtp-session.ts';
export type { SessionOptions, SmtpServer } from './smtp-session.ts';
export { testSubmission } from './test-submission.ts';
export type { SubmissionTest } from './test-submission.ts';
export { withBcc } from './with-bcc.ts';
