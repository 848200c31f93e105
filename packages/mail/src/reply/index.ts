/** Answering and forwarding: to whom, under which subject, in which thread, with which words above the quotation. */
export { forwardHeader, type QuotedMail, replyAttribution } from './attribution.ts';
export {
  contentIdOfPart,
  escapeHtml,
  type QuotableMail,
  readQuotable,
} from './read-quotable.ts';
export { type Correspondents, type Person, replyRecipients } from './recipients.ts';
export { replyReferences } from './references.ts';
export { replySubject } from './subject.ts';
