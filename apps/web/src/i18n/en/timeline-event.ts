/** What happened to a customer’s record: one line each. */
export const timelineEvent = {
  'grade-changed': 'Grade: {from} → {to}',
  'stage-changed': 'Stage: {from} → {to}',
  'owner-changed': 'Salesperson: {from} → {to}',
  'relationship-changed': 'Relationship: {from} → {to}',
  'key-account-changed': 'Key account: {from} → {to}',
  'pool-changed': 'Public pool: {from} → {to}',
  merged: 'Merged from {from}',
  unmerged: 'Merge undone: {from}',
  'handed-over': 'Handed over: {from} → {to}',
  collision: 'Collision: {from} and {to}',
  'collision-decided': 'Collision decided: {to}',
  inquiry: 'Inquiry by {from}',
  'market-information': 'Market information by {from}',
  'card-filed': 'Card filed by {from}',
} as const;
