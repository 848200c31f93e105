import type { Phrasebook } from './phrasebook.ts';

/** What buyers write in English from the order on. */
export const ENGLISH_BUYER_AFTER: Phrasebook['letters'] = {
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
    ['Looking forward to a smooth one.', '', 'Any problem with the date, tell me now and not in five weeks.'],
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
    ['Talk to you about the next one after stock-taking.', 'Please pass our thanks to the loading team.', ''],
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
};
