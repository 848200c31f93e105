import { Button } from 'antd';
import { Link } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './merge.module.css';
import { useReason } from './use-reason.ts';

interface PickOtherProps {
  customer: { id: number; name: string };
  onPick: (id: number) => void;
}

/** With whom to merge: the likely ones first, any other by name. */
export function PickOther({ customer, onPick }: PickOtherProps) {
  const t = useT();
  const reasonOf = useReason();
  const { data } = useApi('listDuplicates', { query: { customerId: customer.id } });
  return (
    <div className={s.pick}>
      <label htmlFor="merge-other">{t('merge.pick', { name: customer.name })}</label>
      <CustomerPicker id="merge-other" autoFocus onChange={(id) => id && id !== customer.id && onPick(id)} />
      {data && data.items.length > 0 && (
        <>
          <h3 className={s.heading}>{t('merge.suggestions')}</h3>
          <ul className={s.suggestions}>
            {data.items.map((pair) => {
              const other = pair.target.id === customer.id ? pair.source : pair.target;
              return (
                <li key={other.id} className={s.suggestion}>
                  <span className={s.suggestionText}>
                    <Link to={`/customers/${other.id}`} target="_blank">
                      {other.name}
                    </Link>
                    <span className={s.soft}>
                      {' '}
                      · {other.ownerName ?? t('customers.noOwner')} · {reasonOf(pair)}
                    </span>
                  </span>
                  <Button size="small" onClick={() => onPick(other.id)}>
                    {t('merge.next')}
                  </Button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}
