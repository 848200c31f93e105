import type { Mailbox } from '@tradepost/contract';
import { Skeleton } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { addsUp, COLUMNS, sum } from './accounting.ts';
import s from './accounts.module.css';
import { Count, MailboxChoice, MailboxName } from './mailbox-cells.tsx';

/** The mailboxes of an account with the accounting that proves the archive complete (I6). */
export function Mailboxes({ accountId }: { accountId: number }) {
  const t = useT();
  const phone = usePhone();
  const format = useFormat();
  const { data, error, refetch } = useApi('listMailboxes', { params: { id: accountId } });
  const mailboxes = data?.items;
  // The one that was checked longest ago speaks for all.
  const checked = mailboxes
    ?.flatMap(({ reconciledAt, included }) => (included && reconciledAt ? [reconciledAt] : []))
    .sort()[0];
  return (
    <section aria-labelledby="mailboxes">
      <h2 id="mailboxes" className={page.sectionTitle}>
        {t('mailboxes.title')}
      </h2>
      {error && !mailboxes && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div className={page.sheet}>
        {!mailboxes && !error && (
          <div style={{ padding: 20 }}>
            <Skeleton active title={false} paragraph={{ rows: 5 }} />
          </div>
        )}
        {mailboxes?.length === 0 && <p className={s.sums}>{t('mailboxes.empty')}</p>}
        {mailboxes && mailboxes.length > 0 && (
          <>
            {phone ? <Cards mailboxes={mailboxes} /> : <Table mailboxes={mailboxes} />}
            <p className={s.sums}>
              {t(mailboxes.every(addsUp) ? 'mailboxes.sums' : 'mailboxes.sumsOff')}
              {checked && ` ${t('mailboxes.lastChecked', { time: format.relative(checked) })}`}
            </p>
          </>
        )}
      </div>
    </section>
  );
}

function Table({ mailboxes }: { mailboxes: readonly Mailbox[] }) {
  const t = useT();
  const total = sum(mailboxes);
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('mailboxes.folder')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={page.number} title={t(`mailboxes.${column}Hint`)}>
                {t(`mailboxes.${column}`)}
              </th>
            ))}
            <th scope="col">{t('mailboxes.choice')}</th>
          </tr>
        </thead>
        <tbody>
          {mailboxes.map((mailbox) => (
            <tr key={mailbox.id}>
              <td>
                <MailboxName mailbox={mailbox} />
              </td>
              {COLUMNS.map((column) => (
                <td key={column} className={page.number}>
                  <Count column={column} value={mailbox.accounting[column]} />
                </td>
              ))}
              <td>
                <MailboxChoice mailbox={mailbox} />
              </td>
            </tr>
          ))}
          <tr className={s.total}>
            <td>{t('mailboxes.total')}</td>
            {COLUMNS.map((column) => (
              <td key={column} className={page.number}>
                <Count column={column} value={total[column]} />
              </td>
            ))}
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** A card leaves out zeros, and what is not counted because the folder is left out. */
function says({ accounting, included }: Mailbox, column: (typeof COLUMNS)[number]): boolean {
  const value = accounting[column];
  return value === null ? included : value !== 0;
}

function Cards({ mailboxes }: { mailboxes: readonly Mailbox[] }) {
  const t = useT();
  return (
    <ul className={s.cards}>
      {mailboxes.map((mailbox) => (
        <li key={mailbox.id} className={s.cardBox}>
          <div className={s.cardTop}>
            <MailboxName mailbox={mailbox} />
            <MailboxChoice mailbox={mailbox} />
          </div>
          <dl className={s.numbers}>
            {COLUMNS.filter((column) => says(mailbox, column)).map((column) => (
              <div key={column}>
                <dt>{t(`mailboxes.${column}`)}</dt>
                <dd className="tp-number">
                  <Count column={column} value={mailbox.accounting[column]} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
