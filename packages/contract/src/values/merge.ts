/** The fields of which one side wins; the words for them are the web app's. */
export const CUSTOMER_MERGE_FIELDS = [
  'name',
  'localName',
  'country',
  'region',
  'city',
  'address',
  'website',
  'timeZone',
  'language',
  'source',
  'batchId',
  'businessType',
  'scale',
  'evaluation',
  'usageNote',
  'note',
  'grade',
  'stage',
  'relationshipType',
  'keyAccount',
  'preferredChannel',
] as const;
export type CustomerMergeField = (typeof CUSTOMER_MERGE_FIELDS)[number];

export const CONTACT_MERGE_FIELDS = [
  'name',
  'localName',
  'title',
  'department',
  'birthday',
  'note',
  'preferredChannel',
] as const;
export type ContactMergeField = (typeof CONTACT_MERGE_FIELDS)[number];
