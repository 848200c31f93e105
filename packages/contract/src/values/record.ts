/** How far one has come with a customer. */
export const STAGES = [
  'target',
  'first-contact',
  'negotiation',
  'agreement',
  'contract',
  'delivery',
  'after-sales',
] as const;

/** What completeness is counted of; see the weights in core. */
export const COMPLETENESS_PARTS = [
  'country',
  'city',
  'address',
  'website',
  'source',
  'businessType',
  'scale',
  'productsOfInterest',
  'productsInUse',
  'evaluation',
  'suppliers',
  'grade',
  'relationshipType',
  'contact',
  'contactTitle',
  'mainContact',
  'email',
  'phone',
] as const;
export type CompletenessPart = (typeof COMPLETENESS_PARTS)[number];

/** Of them what one needs to reach a customer by: whoever has none can be listed. */
export const LACKED_PARTS = ['contact', 'email', 'phone'] as const satisfies readonly CompletenessPart[];
