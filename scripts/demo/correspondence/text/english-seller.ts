import { ENGLISH_SELLER_AFTER } from './english-seller-after.ts';
import type { Phrasebook } from './phrasebook.ts';

/** What our salespeople write in English. */
export const ENGLISH_SELLER: Pick<Phrasebook, 'subjects' | 'letters'> = {
  subjects: {
    followUp: ['Our offer {quote}', 'Any news on {product}?', 'Following up: {quote}'],
    holiday: ['Chinese New Year holiday notice', 'Production planning before the holidays'],
    fair: ['See you at the Canton Fair?', 'Canton Fair: shall we fix a time?'],
    novelty: ['New items for your range', 'Three new items this season'],
    signOfLife: ['How is {product} selling?', 'A short note from Ningbo'],
    paymentReminder: [
      'Balance for {pi}',
      'Payment reminder {pi} - vessel arriving',
      '{pi}: balance {balance} outstanding',
    ],
  },
  letters: {
    acknowledge: [
      [
        'Thank you for your inquiry. Yes, {product} is one of our main lines, we have made it since 2009.',
        'Good to hear from you. We make {product} in our own factory in Yuyao.',
        'Thanks for contacting us about {product}.',
      ],
      [
        'To quote exactly I need three details:\n1) material and finish\n2) sizes (we have {size})\n3) packing, bulk or colour card\nand the port of destination.',
        'Could you tell me which sizes you need ({size}) and whether it is for retail or trade? The packing makes the difference in price.',
        'May I ask your target market and yearly quantity? Then I can offer the right grade at once, and not three times.',
      ],
      ['Our catalogue is attached.', 'Please find the catalogue attached, page 14.', ''],
    ],
    quotation: [
      [
        'Please find our quotation {quote} attached. In short:',
        'As promised, here is our offer {quote} for {qty} pcs:',
        "We have calculated it freshly with this week's steel price. Our offer {quote}:",
        'Thank you for waiting. Quotation {quote}:',
      ],
      ['[table]'],
      [
        'Terms: {terms}, 30% T/T deposit, 70% against copy of B/L. Lead time {lead} days after deposit. Validity 30 days.',
        'Price is {terms}. Payment 30/70 by T/T. Production takes {lead} days. HS code {hs}.',
        '{terms}, one {container} takes the whole quantity. Lead time {lead} days, offer valid for 30 days.',
      ],
      [
        'If packing or quantity change, tell me and I re-quote the same day.',
        'Samples are ready in one week if you want to see them first.',
        'For the second item of your list we are waiting for the mould shop, the price follows tomorrow.',
        '',
      ],
    ],
    followUp: [
      [
        'I hope you had time to look at our offer {quote}.',
        'Just a short note on {quote}. Did you get the feedback from your team?',
        'You will be busy, so only one question: is {quote} still of interest?',
        'Our offer {quote} runs out next week.',
      ],
      [
        'The production plan for {month} is filling. If you want that ship date, I can reserve a slot for some days without obligation.',
        'Steel is up about 3% this month; I can keep the price until Friday.',
        'If the price is the point, let us talk about packing. There is room.',
        'If you decided for another supplier, a one-line answer would help me too. No hard feelings.',
      ],
    ],
    counter: [
      [
        'I have talked to my manager and to the workshop.',
        'I understand the situation. We calculated again.',
        'Thank you for your open words about the price.',
      ],
      [
        'We can go to {newPrice} {terms} for {qty} pcs. {target} would be below our cost, I say this honestly.',
        'With brown inner box instead of colour box we can offer {newPrice}. Material stays the same.',
        '{newPrice} is possible if you take a full {container}. For the smaller quantity we stay at {price}.',
        'To start the cooperation we accept {newPrice} for this order. For repeat orders we look at the exchange rate again.',
      ],
      [
        'I hope this works for you.',
        'Please confirm this week so that I can book the material at this price.',
        '',
      ],
    ],
    sampleSent: [
      [
        'Samples were sent today by {courier}, tracking no. {tracking}.',
        'Your samples left with {courier}: {tracking}. They should arrive within 4-5 days.',
        'The sample parcel is on its way, {courier} {tracking}.',
      ],
      [
        'We have put in the new grip colour as well, for your opinion.',
        'One set is with our standard packing, one in a plain bag.',
        'The samples are free of charge; value on the invoice is for customs only.',
        '',
      ],
    ],
    ...ENGLISH_SELLER_AFTER,
  },
};
