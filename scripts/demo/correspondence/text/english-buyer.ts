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
    order: [
      [
        'Please find attached our purchase order {po}.',
        'Here is {po} for {qty} pcs, price {newPrice} {terms} as agreed.',
        'We have a deal. {po} attached, please confirm receipt.',
        'Attached {po}. Kindly send your proforma so that I can release the deposit.',
      ],
      [
        'Ship date not later than {etd}, it is for a promotion.',
        'Required on the water by {etd}. Partial shipment not allowed.',
        'Shipping marks are on page 1. The EAN codes follow separately.',
        'Please note the new delivery address and the new carton marking.',
      ],
      [
        'Looking forward to a smooth one.',
        '',
        'Any problem with the date, tell me now and not in five weeks.',
      ],
    ],
    depositPaid: [
      [
        'Deposit of {deposit} was sent today, bank slip attached.',
        'We have paid {deposit} against {pi}. Copy of the swift attached.',
        'The 30% for {pi} left our bank this morning.',
      ],
      [
        'Please start production.',
        'Value date should be in two days. Let me know when it arrives.',
        'Kindly confirm the ship date again once you see the money.',
        '',
      ],
    ],
    delayReply: [
      [
        'This is not good news. The goods are already advertised.',
        'I understand it is the plating shop, but I have heard that before.',
        'OK, noted. Please do not let it slip any further.',
        'A week we can live with, two weeks we cannot.',
      ],
      [
        'What can you ship on the original date? Even half would help.',
        'Send me a photo of the finished part of the order, please.',
        'If it moves again we will have to talk about air freight at your cost.',
        '',
      ],
    ],
    docsConfirm: [
      [
        "Draft B/L checked. Consignee is fine, please correct the notify party's phone number.",
        'Documents are in order, please go ahead.',
        'On the B/L the HS code has to read {hs}, and please add our PO number {po}.',
        'Confirmed. Telex release please, no originals.',
      ],
      ['', 'Our broker also asks for the packing list in Excel.', 'When will the balance be due exactly?'],
    ],
    balancePaid: [
      [
        'Balance {balance} paid today, see attached.',
        'We have transferred {balance} for {pi}. Please release.',
        'Payment of {balance} is on its way, value tomorrow.',
      ],
      [
        'Please release the B/L as soon as you see it.',
        'The vessel is due on {eta}, so kindly do the release without delay.',
        '',
      ],
    ],
    thanks: [
      [
        'Container arrived and unloaded. Everything complete, cartons dry.',
        'Just to say the goods came in fine and the shops like the new packing.',
        'Delivery received, count is right. Good job.',
      ],
      [
        'Talk to you about the next one after stock-taking.',
        'Please pass our thanks to the loading team.',
        '',
      ],
    ],
    complaint: [
      [
        'I am sorry to write about a problem with {po}.',
        'We opened the container from {po} and it is not what we ordered.',
        'Our customer has returned part of the goods of {po}.',
      ],
      ['{defect}'],
      [
        'Photos attached. Please tell us by return what you intend to do.',
        'See pictures. We have blocked the stock and expect your proposal within three days.',
        'I attach photos and the goods-in report. We cannot sell these.',
      ],
    ],
    complaintFollow: [
      [
        'Thanks for the answer, but a discount on the next order does not solve it now.',
        'I have read the report. The cause is clear, the compensation is not.',
        'We sorted the lot ourselves, 14 hours of work. This should be part of the claim.',
      ],
      [
        'Please issue a credit note for the affected pieces.',
        'Free replacement with the next container would be acceptable to us.',
        'What will you change so that it cannot happen again?',
      ],
    ],
    decline: [
      [
        'Thank you for your patience. We have decided to stay with our present source for this season.',
        'Unfortunately the project was postponed to next year.',
        'We have bought elsewhere this time, the gap was too big.',
      ],
      ['I keep your offer on file.', 'Please contact me again in spring.', ''],
    ],
    questionCertificate: [
      [
        'Which certificates do you hold for these? We need REACH and a recent salt-spray report.',
        'Do you have a test report that is less than two years old? CE or UKCA where it applies.',
        'Is your factory BSCI audited? Our retail customers ask for it.',
      ],
    ],
    questionPacking: [
      [
        'How many pieces per carton, and does the carton pass a drop test?',
        'Can you pack in inner boxes of 6 with our label? What does it add?',
        'How many cartons go into one {container}? Palletised or loose?',
      ],
    ],
    questionLogo: [
      [
        'What is the cost of laser marking our logo, and the minimum?',
        'Could the grip be in our green (Pantone 348)? Any tooling cost?',
        'We would like our brand on the head. Roll stamp or laser, what do you recommend?',
      ],
    ],
    questionLead: [
      [
        'Is the lead time you gave from deposit or from artwork approval?',
        'If we confirm now, can it still leave before Chinese New Year?',
        'How fast can you deliver a trial of 10% of the quantity?',
      ],
    ],
  },
};
