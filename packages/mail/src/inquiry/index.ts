/** Inquiries that B2B platforms hand on by mail: what speaks for one, and what it says. */
export { INQUIRY_CERTAIN, INQUIRY_POSSIBLE, type JudgedInquiry, judgeInquiry } from './judge.ts';
export { fieldOfLabel, type InquiryFieldName, labelKey } from './labels.ts';
export type { InquirySignals } from './signals.ts';
