import type { Phrasebook } from './phrasebook.ts';

/** What our salespeople write in English from the order on. */
export const ENGLISH_SELLER_AFTER: Phrasebook['letters'] = {
  proforma: [
    [
      'Thank you for your order {po}. Our proforma {pi} is attached.',
      'Order {po} is well received. Please find {pi} attached, total {total}.',
      'Many thanks for {po}! {pi} attached for your signature.',
    ],
    [
      'Please check consignee, marks and sizes, and arrange the deposit of {deposit}.',
      'Production starts when the deposit of {deposit} and the artwork are here.',
      'Planned ship date {etd} from Ningbo if the deposit arrives this week.',
    ],
    ['Our bank details have NOT changed. If you ever get a mail that says so, call me first.', ''],
  ],
  depositReceived: [
    [
      'The deposit of {deposit} arrived today, thank you.',
      'We can see {deposit} on our account. Bank charges were 25 USD, never mind.',
      'Finance confirms your deposit for {pi}.',
    ],
    [
      'Production order is out, I send you photos in about two weeks.',
      'Material is ordered. Estimated ready date is one week before {etd}.',
      'Please approve the attached carton mark so that we can print.',
      '',
    ],
  ],
  production: [
    [
      'Update on {po}: forging is finished, plating started yesterday.',
      'Short update on your order {po}: about 60% is packed.',
      'Here are photos from the line for {po}.',
      'Your {product} came from the heat treatment today.',
    ],
    ['[image]'],
    [
      'We are on schedule for {etd}.',
      'Inspection can be from the 3rd day before {etd}. Will you send somebody?',
      'Space on the vessel is pre-booked.',
    ],
  ],
  delay: [
    [
      'I am sorry to inform you that {po} will be late.',
      'There is a problem with the date of {po} and I prefer to tell you now.',
    ],
    [
      'The plating factory had to stop for an environmental check, five working days.',
      'The colour boxes were printed in the wrong red and we refused them. New ones come in 8 days.',
      'There was a power limitation in our district for one week, all factories had the same.',
      'The shipping line rolled our booking to the next vessel.',
    ],
    [
      'New ship date is {etd}. I am sorry for the trouble.',
      'We run two shifts now and expect {etd}.',
      'We will do our best for {etd}, and I report every third day.',
    ],
  ],
  shipped: [
    [
      'Good news: {po} is loaded. Vessel {vessel}, ETD {etd}, ETA {port} {eta}.',
      'Your goods left Ningbo on {etd} with {vessel}, B/L no. {bl}.',
      'Container for {po} sailed: {vessel}, B/L {bl}, ETA {eta}.',
    ],
    [
      'Draft B/L, invoice and packing list are attached. Please check and confirm.',
      'Please check the attached documents carefully, changes cost money after {eta}.',
      'Attached: B/L copy, commercial invoice, packing list.',
    ],
    [
      'The balance is {balance}. After payment we do telex release.',
      'Balance due: {balance}.',
      'Kindly arrange the balance of {balance} so that you have the release before arrival.',
    ],
  ],
  paymentReminder: [
    [
      'A friendly reminder: the balance of {balance} for {pi} is still open.',
      'The vessel arrives on {eta} and we have not seen the balance of {balance} yet.',
      'Our finance asked me about {pi} again. Open amount {balance}.',
    ],
    [
      'Please send the bank slip, so that we can release at once and you pay no demurrage.',
      'Did something go wrong at the bank? Please let me know.',
      'Without the payment we cannot give the release to the shipping line, I hope you understand.',
    ],
  ],
  telexRelease: [
    [
      'Payment received, thank you. Telex release for B/L {bl} was done this morning.',
      'The telex release for {bl} is done, copy attached.',
      'Thanks for the payment. You can pick up with {bl} now.',
    ],
    [
      'Please tell me when the goods are in your warehouse.',
      'I hope everything arrives in good order. Your feedback is welcome.',
      '',
    ],
  ],
  complaintReply: [
    [
      'I am very sorry about this. I have passed your photos to our quality manager.',
      'Thank you for informing us with photos. This must not happen, you are right to be angry.',
      'We take this seriously. I went to the workshop with your pictures this afternoon.',
    ],
    [
      'First finding: the lot was packed before the oil had dried, on a rainy day. We check the retained samples now.',
      'It seems one shift used old labels. We are counting how many cartons this can be.',
      'Could you tell us the carton numbers? Then we find the day of production and the inspector.',
    ],
    [
      'You get our report and proposal within three days.',
      'Please keep the goods aside. I come back to you by Thursday.',
      'As a first step I suggest a discount of 5% with the next order; tell me your view.',
    ],
  ],
  complaintSettled: [
    [
      'After discussion with our management we accept your claim.',
      'Here is our proposal, and the corrective-action report is attached.',
      'I am glad to say that my boss agreed.',
    ],
    [
      'We will credit the affected pieces in full with the next invoice and add a final check of every 10th carton.',
      'Free replacement goes with your next container, marked REPLACEMENT. The label station has a scanner from now on.',
      'A credit note for the amount in your report is attached.',
    ],
    [
      'Thank you for your patience with us.',
      'I hope we can close this and come back to the nice part of the business.',
      '',
    ],
  ],
  holiday: [
    [
      'Our factory is closed for the Spring Festival for about two weeks. Orders confirmed by the end of this month can still leave before.',
      'Please plan with our Spring Festival: no production for two weeks. If you need {product} by April, now is the time to order.',
    ],
    [
      'Space on the vessels before the holiday is short already.',
      'The exchange rate is favourable at the moment.',
      '',
    ],
  ],
  fair: [
    [
      'I will be at the fair again, same hall. Would you like to fix a time?',
      'Are you coming to Guangzhou this time? We show the new {product} in hall 12.1.',
    ],
    [
      'If you cannot come, I send you photos from the booth.',
      'Is there anything we should bring for you?',
      '',
    ],
  ],
  novelty: [
    [
      'We have three new items that fit your range, see our website. Samples are ready.',
      'There is a new version of {product}, stronger and with a better finish. May I send you a sample?',
    ],
    ['Freight went down a little, by the way.', ''],
  ],
  signOfLife: [
    [
      'I look after your account and it is quiet between us for some time. How are the sales of {product}?',
      'We have not heard from each other for a while. Does {product} run well in your market?',
    ],
    ['Is there anything we should do better?', 'Freight went down a little, by the way.', ''],
  ],
  answerCertificate: [
    [
      'REACH statement and the salt-spray report (96 h) are attached. UKCA is not required for this product.',
      'The report is attached, from this January. Our BSCI audit result is C, valid until next summer.',
    ],
  ],
  answerPacking: [
    [
      'Standard is an inner box and a 5-ply export carton, 1 m drop test passed. One {container} takes about 1,050 cartons loose, 20% less on pallets.',
      'Inner boxes of 6 are possible, plus 0.03 USD per piece. Your label is free above {moq} pcs.',
    ],
  ],
  answerLogo: [
    [
      'Laser marking is 0.02 USD per piece, minimum {moq}. Roll stamp needs a 180 USD tool, once. For your quantity I recommend laser.',
      'Pantone colour is no problem from {moq} pcs. No tooling cost, only a colour plate to approve.',
    ],
  ],
  answerLead: [
    [
      'Lead time counts from deposit and approved artwork, whichever is later. {lead} days is safe.',
      'If the deposit is here this week, we can leave before the holiday. Next week I cannot promise.',
    ],
  ],
};
