/** A mail of ours in the two forms that it goes out in: HTML that phones and Outlook show alike, and the same as text. */
import { frameHtml } from './frame-html.ts';
import { frameText } from './frame-text.ts';
import type { MailDocument } from './mail-document.ts';

export interface FramedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export const frameMail = (mail: MailDocument): FramedMail => ({
  subject: mail.subject,
  html: frameHtml(mail),
  text: frameText(mail),
});
