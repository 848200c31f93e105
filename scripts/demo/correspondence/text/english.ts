import { ENGLISH_BUYER } from './english-buyer.ts';
import { ENGLISH_SELLER } from './english-seller.ts';
import type { Phrasebook } from './phrasebook.ts';

export const ENGLISH: Phrasebook = {
  greetings: {
    formal: ['Dear {first},', 'Dear {first} {last},', 'Hello {first},', 'Dear Sir or Madam,'],
    familiar: ['Hi {first},', 'Hello {first},', 'Dear {first},', '{first},', 'Good morning {first},'],
  },
  closings: ['Best regards,', 'Kind regards,', 'Regards,', 'Many thanks,', 'Thanks and regards,'],
  subjects: { ...ENGLISH_BUYER.subjects, ...ENGLISH_SELLER.subjects },
  letters: { ...ENGLISH_BUYER.letters, ...ENGLISH_SELLER.letters },
  defects: [
    'About 6% of the pieces show rust spots around the rivet, right out of the bag.',
    'Cartons 41 to 63 hold the wrong size, the label says one thing and the content another.',
    'We are short of 18 cartons against the packing list, the seal was intact.',
    'The barcode on the card cannot be scanned, the retailer refused the delivery.',
    'Several pallets collapsed in the container, the strapping was far too thin.',
    'The print comes off when you wipe it with a cloth.',
  ],
};
