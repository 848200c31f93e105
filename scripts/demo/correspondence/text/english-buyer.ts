import { ENGLISH_BUYER_AFTER } from './english-buyer-after.ts';
import type { Phrasebook } from './phrasebook.ts';

/** What buyers write in English. */
export const ENGLISH_BUYER: Pick<Phrasebook, 'subjects' | 'letters'> = {
  subjects: {
    inquiry: [
      'Inquiry: {product}',
      'RFQ {product} - {qty} pcs',
      'Request for quotation',
      'Looking for a supplier of {product}',
      '{product} for our {month} program',
      'Price request HS {hs}',
    ],
    reorder: [
      'Repeat order {product}',
      'Next order - {product}',
      'Re-order, please update prices',
      '{product}: stock is running low',
    ],
    complaint: [
      'Quality problem on {po}',
      'CLAIM: order {po}',
      'Issue with last shipment ({po})',
      '{product} - complaint from our customer',
    ],
  },
  letters: {
    inquiry: [
      [
        'We are a distributor in our region, selling to the trade and to about 140 independent shops.',
        'Your company was recommended to us by a forwarder who moves your containers.',
        'We met briefly at the Canton Fair, hall 12, you gave me your catalogue there.',
        'I found you while looking for an alternative to our present supplier, who keeps missing dates.',
        'We are reviewing our private-label range for next season and I am collecting offers.',
      ],
      [
        'Please quote {product}, {qty} pcs, sizes as in your standard range ({size}).',
        'We need {qty} pcs of {product}. Could you offer both {terms} and ex works?',
        'Our first order would be around {qty} pcs of {product}, later one {container} per quarter if quality is right.',
        'What is your best price for {product} at {qty} pcs and at double that?',
      ],
      [
        'Also let me know lead time, packing and whether you have test reports.',
        'Please include carton dimensions and gross weight, our warehouse has a 25 kg limit.',
        'Do you do customer branding on the handle and on the card?',
        'Kindly advise payment terms. With our other suppliers we work on 30/70.',
        '',
      ],
      [
        'Looking forward to your offer this week if possible.',
        'I need to close this by {month}, so a quick answer helps.',
        'Many thanks in advance.',
        '',
      ],
    ],
    reorder: [
      [
        'Hope you are well. The last lot is moving nicely and we need to re-order.',
        'Stock of the {product} is down to about six weeks, so time to talk about the next one.',
        'Please prepare for another order, same spec as last time.',
      ],
      [
        'We are thinking of {qty} pcs {product}. Is your price still valid?',
        'Quantity this time {qty} pcs, {product}. Steel went down since, I expect to see it in the price.',
        'Can you fit {qty} pcs {product} into one {container} together with the leftovers from before?',
      ],
      [
        'Earliest ETD?',
        'When could you ship if we confirm next week?',
        "Please send a fresh quotation with today's date, our system needs it.",
        '',
      ],
    ],
    details: [
      [
        'Answers to your questions:\n1) material as per your standard\n2) sizes {size}\n3) packing: colour card, EAN on the back\n4) destination {port}',
        'Sorry for being short. It is for retail, so every piece on a hanging card. Sizes {size}, split about evenly.',
        'We sell it as mid-range. Not the cheapest please, we had too many returns with that. {size} are the sizes we move.',
      ],
      [
        'Annual volume would be about three times the first order.',
        'Our forecast is one {container} every three to four months.',
        '',
      ],
    ],
    negotiate: [
      [
        'Thank you for offer {quote}. To be frank, {price} is above what I have on the table from elsewhere.',
        'I went through {quote} with my director. The quality looks fine, the price does not.',
        'We compared {quote} line by line. You are about 8% high.',
        'Thanks for the quick quote. With the present freight I cannot make {price} work.',
      ],
      [
        'If you can do {target} {terms}, I can place the order this month.',
        'Our target is {target}. What would you need from us to get there, bigger quantity, plainer packing?',
        'Please see if {target} is possible for {qty} pcs. I do not need a new catalogue, just a sharp pencil.',
        'Could you look at it again? {target} would let me move the whole range to you.',
      ],
      [
        'I have to decide by Friday.',
        'By the way, is the carton included?',
        '',
        'Please do not reduce the material to reach it, I will notice.',
      ],
    ],
    sampleRequest: [
      [
        'Before ordering we need {samples} samples of each size for testing.',
        'Our QC wants to see samples first: {samples} pcs each of {size}.',
        'Please send {samples} pre-production samples, with the packing if you can.',
      ],
      [
        'You can use our courier account for the freight.',
        'We pay the freight, the samples I hope are free of charge.',
        'Send them to the address below, attention goods-in.',
        '',
      ],
    ],
    sampleFeedback: [
      [
        'Samples arrived, thank you. Lab gave them a pass on salt spray and torque.',
        'We got your parcel on Monday. Finish is good, the handle print is a bit too pale.',
        'The samples are on my desk. Better than I expected, honestly.',
        'Samples tested. Two of them had some play, the others were fine. Please watch that in production.',
      ],
      [
        'Approved from our side, keep one as reference.',
        'Please correct the print, then it is approved.',
        'I will come back with the order after our range meeting.',
        '',
      ],
    ],
    ...ENGLISH_BUYER_AFTER,
  },
};
