import type { CustomerSummary } from '@tradepost/contract';
import { Link } from 'react-router';
import { CountryName } from '../../components/country.tsx';
import { DirectionMark, isDirection } from '../../components/direction.tsx';
import { Grade } from '../../components/grade.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './customers-page.module.css';

/** A table where there is room, cards on a phone. */
export function CustomerList({ customers }: { customers: readonly CustomerSummary[] }) {
  return usePhone() ? <Cards customers={customers} /> : <Table customers={customers} />;
}

function Table({ customers }: { customers: readonly CustomerSummary[] }) {
  const t = useT();
  return (
    <div className={page.sheet}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('customers.name')}</th>
            <th scope="col">{t('customers.country')}</th>
            <th scope="col">{t('customers.owner')}</th>
            <th scope="col">{t('customers.lastMail')}</th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <tr key={customer.id}>
              <td>
                <span className={s.nameCell}>
                  {customer.grade ? <Grade grade={customer.grade} /> : <span className={s.noGrade} />}
                  <Link className={s.name} to={`/customers/${customer.id}`}>
                    {customer.name}
                  </Link>
                </span>
              </td>
              <td>
                <CountryName code={customer.country} />
              </td>
              <td className={page.soft}>{customer.ownerName ?? '–'}</td>
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

function Cards({ customers }: { customers: readonly CustomerSummary[] }) {
  return (
    <ul className={`${page.sheet} ${s.cards}`}>
      {customers.map((customer) => (
        <li key={customer.id}>
          <Link className={s.card} to={`/customers/${customer.id}`}>
            {customer.grade ? <Grade grade={customer.grade} /> : <span className={s.noGrade} />}
            <span className={s.cardName}>{customer.name}</span>
            <LastMail customer={customer} />
            <span className={s.cardSub}>
              <CountryName code={customer.country} />
              {customer.ownerName && <span>{customer.ownerName}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function LastMail({ customer: { lastMailAt, lastDirection } }: { customer: CustomerSummary }) {
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
