/** Between the form of a customer and the bodies that the server takes. */
import type { Customer, CustomerPatch } from '@tradepost/contract';

export type RecordValues = Omit<CustomerPatch, 'reason'> & { name: string; reason?: string };

const TEXTS = [
  'localName',
  'region',
  'city',
  'address',
  'timeZone',
  'website',
  'source',
  'usageNote',
  'evaluation',
  'note',
] as const;
const CHOSEN = [
  'country',
  'language',
  'relationshipType',
  'preferredChannel',
  'businessType',
  'scale',
] as const;

/** Empty text is no text, nothing chosen is none, and an own field that was emptied is taken away. */
export function toBody<V extends Partial<RecordValues>>(values: V): V {
  const body: Record<string, unknown> = { ...values };
  for (const field of TEXTS)
    if (field in body) body[field] = (values[field] as string | null | undefined)?.trim() || null;
  for (const field of CHOSEN) if (field in body) body[field] = values[field] ?? null;
  if (values.custom)
    body['custom'] = Object.fromEntries(
      Object.entries(values.custom).map(([key, value]) => [key, value ?? null]),
    );
  return body as V;
}

/**
 * What was changed, and no more: two who edit different fields do not undo each other, and the history has only what
 * happened.
 */
export function changedOnly(body: Partial<RecordValues>, customer: Customer): CustomerPatch {
  const before = customer as unknown as Record<string, unknown>;
  const patch: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(body)) {
    if (value === undefined) continue;
    if (field === 'custom') {
      const custom = Object.entries(value as Record<string, unknown>).filter(
        ([key, one]) => (customer.custom[key] ?? null) !== one,
      );
      if (custom.length > 0) patch['custom'] = Object.fromEntries(custom);
    } else if (JSON.stringify(value) !== JSON.stringify(before[field])) patch[field] = value;
  }
  return patch as CustomerPatch;
}
