import { COMPLAINT_SORTS } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';

/** What was changed of a complaint, from what to what; a long text only by its name. */
export function useChangedFields(): (detail: Readonly<Record<string, unknown>>) => string {
  const t = useT();
  const day = useDay();
  const names: Readonly<Record<string, string>> = {
    what: t('complaints.what'),
    sort: t('complaints.sort'),
    severity: t('complaints.severity'),
    product: t('complaints.product'),
    order_ref: t('complaints.orderRef'),
    contact_id: t('complaints.contact'),
    action_due_on: t('complaints.actionDue'),
    close_due_on: t('complaints.closeDue'),
  };
  const value = (field: string, raw: unknown): string => {
    if (raw === null || raw === undefined) return '–';
    if (field === 'severity') return t(`complaints.severity-${raw === 3 ? 3 : raw === 2 ? 2 : 1}`);
    const sort = COMPLAINT_SORTS.find((one) => one === raw);
    if (field === 'sort' && sort) return t(`complaints.sort-${sort}`);
    const text = typeof raw === 'string' || typeof raw === 'number' ? String(raw) : '–';
    return field.endsWith('_on') ? day(text) : text;
  };
  return (detail) => {
    const fields = Array.isArray(detail['fields']) ? (detail['fields'] as string[]) : [];
    const [from, to] = [detail['from'] ?? {}, detail['to'] ?? {}] as Record<string, unknown>[];
    return fields
      .map((field) => {
        const name = names[field] ?? field;
        return field === 'what' || field === 'contact_id'
          ? name
          : t('complaints.fieldChange', {
              field: name,
              from: value(field, from?.[field]),
              to: value(field, to?.[field]),
            });
      })
      .join(', ');
  };
}
