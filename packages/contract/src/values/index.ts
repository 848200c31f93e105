/** Words and bounds of the contract that stand without a schema: who checks no request does without TypeBox. */
export * from './bulk.ts';
export * from './contact.ts';
export * from './import.ts';
export * from './inquiry.ts';
export * from './letter.ts';
export * from './letter-template.ts';
export * from './market.ts';
export * from './mass-mail.ts';
export * from './merge.ts';
export * from './pool.ts';
export * from './record.ts';
export * from './reminder.ts';
export * from './search.ts';
export * from './unified.ts';
