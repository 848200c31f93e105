import { StarFilled } from '@ant-design/icons';
import type { ListedCustomer } from '@tradepost/contract';
import { Checkbox } from 'antd';
import { Link } from 'react-router';
import { CountryName } from '../../components/country.tsx';
import { DirectionMark, isDirection } from '../../components/direction.tsx';
import { Grade } from '../../components/grade.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import type { Picked } from '../customer-list/use-picked.ts';
import s from './customers-page.module.css';

interface CustomerListProps {
  customers: readonly ListedCustomer[];
  /** Null: nothing can be selected. */
  picked: Picked | null;
}

/** A table where there is room, cards on a phone. */
export function CustomerList(props: CustomerListProps) {
  return usePhone() ? <Cards {...props} /> : <Table {...props} />;
}

function Table({ customers, picked }: CustomerListProps) {
  const t = useT();
  const all = picked !== null && customers.every(({ id }) => picked.ids.has(id));
  return (
    <div className={page.sheet}>
      <table className={page.table}>
        <thead>
          <tr>
            {picked && (
              <th scope="col" className={s.pick}>
                <Checkbox
                  aria-label={t('customerList.selectAll')}
                  checked={all}
                  indeterminate={!all && picked.ids.size > 0}
                  onChange={() => (all ? picked.clear() : picked.pickAll(customers.map(({ id }) => id)))}
                />
              </th>
            )}
            <th scope="col">{t('customers.name')}</th>
            <th scope="col">{t('customers.country')}</th>
            <th scope="col">{t('customerList.stageColumn')}</th>
            <th scope="col">{t('customers.owner')}</th>
            <th scope="col">{t('customerList.nextContact')}</th>
            <th scope="col">{t('customerList.lastContact')}</th>
            <th scope="col">{t('customers.lastMail')}</th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <tr key={customer.id}>
              {picked && (
                <td className={s.pick}>
                  <Pick customer={customer} picked={picked} />
                </td>
              )}
              <td>
                <span className={s.nameCell}>
                  {customer.grade ? <Grade grade={customer.grade} /> : <span className={s.noGrade} />}
                  <span>
                    <Link className={s.name} to={`/customers/${customer.id}`}>
                      {customer.name}
                    </Link>
                    <KeyMark customer={customer} />
                    {customer.localName && <span className={s.localName}>{customer.localName}</span>}
                  </span>
                </span>
              </td>
              <td>
                <CountryName code={customer.country} />
              </td>
              <td className={page.soft}>{t(`record.stage.${customer.stage}`)}</td>
              <td className={page.soft}>{customer.ownerName ?? '–'}</td>
              <td className={`${page.soft} ${s.date} tp-number`}>{customer.nextContactOn ?? '–'}</td>
              <td>
                <LastContact customer={customer} />
              </td>
              <td>
                <LastMail customer={customer} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ customers, picked }: CustomerListProps) {
  const t = useT();
  return (
    <ul className={`${page.sheet} ${s.cards}`}>
      {customers.map((customer) => (
        <li key={customer.id} className={s.cardLine}>
          {picked && <Pick customer={customer} picked={picked} />}
          <Link className={s.card} to={`/customers/${customer.id}`}>
            {customer.grade ? <Grade grade={customer.grade} /> : <span className={s.noGrade} />}
            <span className={s.cardName}>
              {customer.name}
              <KeyMark customer={customer} />
            </span>
            <LastMail customer={customer} />
            <span className={s.cardSub}>
              {customer.localName && <span>{customer.localName}</span>}
              <CountryName code={customer.country} />
              <span>{t(`record.stage.${customer.stage}`)}</span>
              {customer.ownerName && <span>{customer.ownerName}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Pick({ customer: { id, name }, picked }: { customer: ListedCustomer; picked: Picked }) {
  const t = useT();
  return (
    <Checkbox
      aria-label={t('customerList.select', { name })}
      checked={picked.ids.has(id)}
      onChange={() => picked.toggle(id)}
    />
  );
}

function KeyMark({ customer }: { customer: ListedCustomer }) {
  const t = useT();
  if (!customer.keyAccount) return null;
  return <StarFilled className={s.key} aria-label={t('customerList.keyAccount')} role="img" />;
}

function LastContact({ customer: { lastContactAt } }: { customer: ListedCustomer }) {
  const t = useT();
  const format = useFormat();
  if (!lastContactAt) return <span className={`${page.soft} ${page.small}`}>{t('customerList.never')}</span>;
  return (
    <time className={`${s.date} tp-number`} dateTime={lastContactAt} title={format.dateTime(lastContactAt)}>
      {format.brief(lastContactAt)}
    </time>
  );
}

function LastMail({ customer: { lastMailAt, lastDirection } }: { customer: ListedCustomer }) {
  const t = useT();
  const format = useFormat();
  if (!lastMailAt) return <span className={`${page.soft} ${page.small}`}>{t('customers.noMail')}</span>;
  return (
    <span className={`${s.last} tp-number`}>
      {isDirection(lastDirection) && <DirectionMark direction={lastDirection} />}
      <time dateTime={lastMailAt} title={format.dateTime(lastMailAt)}>
        {format.brief(lastMailAt)}
      </time>
    </span>
  );
}
