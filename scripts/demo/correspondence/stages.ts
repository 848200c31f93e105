/** The course of a deal: which letter follows which, after how long, and with what in it. */
import type { Deal } from './deal.ts';
import type { Random } from './random.ts';
import type { BuyerStage, SellerStage } from './text/phrasebook.ts';

export interface Step {
  readonly stage: BuyerStage | SellerStage;
  readonly side: 'buyer' | 'seller';
  /** Hours after the letter before. */
  readonly gap: readonly [number, number];
  /** Starts a thread of its own with the subject of its stage, or this one. */
  readonly opens?: boolean;
  readonly subject?: string;
}

const buyer = (stage: BuyerStage, from: number, to: number, more: Partial<Step> = {}): Step => ({
  stage,
  side: 'buyer',
  gap: [from, to],
  ...more,
});
const seller = (stage: SellerStage, from: number, to: number, more: Partial<Step> = {}): Step => ({
  stage,
  side: 'seller',
  gap: [from, to],
  ...more,
});

const QUESTIONS: readonly (readonly [BuyerStage, SellerStage])[] = [
  ['questionCertificate', 'answerCertificate'],
  ['questionPacking', 'answerPacking'],
  ['questionLogo', 'answerLogo'],
  ['questionLead', 'answerLead'],
];

const DAY = 24;

function untilOrder(rng: Random, first: boolean, wins: boolean): Step[] {
  const steps: Step[] = [];
  if (first) {
    steps.push(buyer('inquiry', 0, 4, { opens: true }));
    if (rng.chance(0.55)) steps.push(seller('acknowledge', 1, 20), buyer('details', 6, 60));
  } else steps.push(buyer('reorder', 0, 4, { opens: true }));
  steps.push(seller('quotation', 3, 48));
  if (rng.chance(0.35)) {
    const [question, answer] = rng.pick(QUESTIONS);
    steps.push(buyer(question, 8, 60), seller(answer, 2, 24));
  }
  if (rng.chance(wins ? 0.25 : 0.8)) steps.push(seller('followUp', 5 * DAY, 9 * DAY));
  if (!wins) {
    if (rng.chance(0.5)) steps.push(buyer('negotiate', 10, 90), seller('counter', 4, 40));
    if (rng.chance(0.5)) steps.push(seller('followUp', 12 * DAY, 20 * DAY, { opens: rng.chance(0.4) }));
    if (rng.chance(0.55)) steps.push(buyer('decline', 12, 6 * DAY));
    return steps;
  }
  if (rng.chance(0.7)) steps.push(buyer('negotiate', 10, 90), seller('counter', 4, 40));
  if (first && rng.chance(0.65)) {
    steps.push(
      buyer('sampleRequest', 6, 70),
      seller('sampleSent', 3 * DAY, 8 * DAY),
      buyer('sampleFeedback', 6 * DAY, 12 * DAY),
    );
  }
  return steps;
}

/** All letters of a deal that is won, or of one that is not. */
export function planDeal(rng: Random, deal: Deal, first: boolean, wins: boolean): Step[] {
  const steps = untilOrder(rng, first, wins);
  if (!wins) return steps;
  steps.push(
    buyer('order', 10, 6 * DAY, {
      opens: rng.chance(0.7),
      subject: rng.pick([`Order ${deal.po}`, deal.po, `${deal.po} - ${deal.product.names.en}`]),
    }),
    seller('proforma', 2, 26),
    buyer('depositPaid', 1 * DAY, 6 * DAY),
  );
  if (rng.chance(0.75)) steps.push(seller('depositReceived', 12, 60));
  if (rng.chance(0.7)) steps.push(seller('production', 10 * DAY, 16 * DAY));
  if (rng.chance(0.22)) steps.push(seller('delay', 4 * DAY, 8 * DAY), buyer('delayReply', 2, 30));
  steps.push(
    seller('shipped', 12 * DAY, 18 * DAY, {
      opens: rng.chance(0.4),
      subject: `Shipping documents ${deal.pi} / ${deal.po}`,
    }),
  );
  if (rng.chance(0.75)) steps.push(buyer('docsConfirm', 4, 40));
  if (rng.chance(0.3)) steps.push(seller('paymentReminder', 7 * DAY, 11 * DAY, { opens: rng.chance(0.5) }));
  steps.push(buyer('balancePaid', 1 * DAY, 6 * DAY), seller('telexRelease', 10, 50));
  if (rng.chance(0.35)) steps.push(buyer('thanks', 14 * DAY, 26 * DAY));
  if (rng.chance(0.18)) {
    steps.push(
      buyer('complaint', 3 * DAY, 15 * DAY, { opens: true }),
      seller('complaintReply', 2, 20),
      ...(rng.chance(0.7) ? [buyer('complaintFollow', 1 * DAY, 5 * DAY)] : []),
      seller('complaintSettled', 2 * DAY, 6 * DAY),
    );
  }
  return steps;
}
