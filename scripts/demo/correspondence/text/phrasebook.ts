/** How letters of one language are put together. */

/** A paragraph's alternatives; '' leaves the paragraph out. {names} are filled in from the deal. */
export type Slot = readonly string[];

export const BUYER_STAGES = [
  'inquiry',
  'reorder',
  'details',
  'negotiate',
  'sampleRequest',
  'sampleFeedback',
  'order',
  'depositPaid',
  'delayReply',
  'docsConfirm',
  'balancePaid',
  'thanks',
  'complaint',
  'complaintFollow',
  'decline',
  'questionCertificate',
  'questionPacking',
  'questionLogo',
  'questionLead',
] as const;

export const SELLER_STAGES = [
  'acknowledge',
  'quotation',
  'followUp',
  'counter',
  'sampleSent',
  'proforma',
  'depositReceived',
  'production',
  'delay',
  'shipped',
  'paymentReminder',
  'telexRelease',
  'complaintReply',
  'complaintSettled',
  'holiday',
  'fair',
  'novelty',
  'signOfLife',
  'answerCertificate',
  'answerPacking',
  'answerLogo',
  'answerLead',
] as const;

export type BuyerStage = (typeof BUYER_STAGES)[number];
export type SellerStage = (typeof SELLER_STAGES)[number];
export type Stage = BuyerStage | SellerStage;

export interface Phrasebook {
  /** First lines; {first}, {last}: of the reader, {me}, {mycompany}: of the writer. */
  readonly greetings: { readonly formal: Slot; readonly familiar: Slot };
  readonly closings: Slot;
  /** Subjects of letters that open a thread. */
  readonly subjects: Readonly<Partial<Record<Stage, Slot>>>;
  readonly letters: Readonly<Partial<Record<Stage, readonly Slot[]>>>;
  /** What can be wrong with goods. */
  readonly defects: Slot;
}
