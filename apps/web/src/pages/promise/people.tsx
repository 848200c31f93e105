import type { Correspondent } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './promise.module.css';

/** A table of people with their first and last contact. */
export function People({ people }: { people: readonly Correspondent[] }) {
  const t = useT();
  const format = useFormat();
  const time = (at: string) => (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.date(at)}
    </time>
  );
  return (
    <div className={`${page.sheet} ${page.scroll}`}>
      <table className={`${page.table} ${s.people}`}>
        <thead>
          <tr>
            <th scope="col">{t('promises.person')}</th>
            <th scope="col">{t('promises.first')}</th>
            <th scope="col">{t('promises.last')}</th>
            <th scope="col" className={page.number}>
              {t('promises.mails')}
            </th>
            <th scope="col" className={page.number}>
              {t('promises.activities')}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.userId}>
              <td>
                {person.name}
                {person.isOwner && <span className={page.label}> · {t('promises.isOwner')}</span>}
                {!person.active && <span className={page.label}> · {t('promises.left')}</span>}
              </td>
              <td>{time(person.firstAt)}</td>
              <td>{time(person.lastAt)}</td>
              <td className={page.number}>{format.number(person.mails)}</td>
              <td className={page.number}>{format.number(person.activities)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
