import type { Customer } from '@tradepost/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { EarlierMerge } from './earlier-merges.tsx';
import s from './merge.module.css';

/** In the address of a customer that lives on: the number of the record whose link was followed. */
export const MERGED_PARAM = 'merged';

/** To one who followed a link to a record that lives on in this one: where it went, and the way back. */
export function MergedHere({ customer }: { customer: Customer }) {
  const t = useT();
  const may = useMay();
  const [params] = useSearchParams();
  const from = Number(params.get(MERGED_PARAM)) || null;
  const { data } = useApi(
    'listMerges',
    { params: { id: customer.id }, query: { limit: 20 } },
    { enabled: from !== null },
  );
  const merge = data?.items.find(
    ({ sourceCustomerId, state }) => sourceCustomerId === from && (state === 'joining' || state === 'joined'),
  );
  if (!merge) return null;
  return (
    <div className={s.livesOn} role="status">
      <span>{t('merge.livesOnHere', { name: merge.sourceName ?? '–' })}</span>
      <EarlierMerge merge={merge} named={false} mayUndo={customer.mayChange && may('undoMerge')} />
    </div>
  );
}
