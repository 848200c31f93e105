import type { UnifiedItem } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { ItemTags, useReason } from './item-tags.tsx';
import s from './unified.module.css';

/** Names of one row; the item's own page has all. */
const MOST_NAMES = 4;

/** One mail of the unified mailbox. */
export function ItemRow({ item }: { item: UnifiedItem }) {
  const t = useT();
  const format = useFormat();
  const reason = useReason()(item);
  const linked = item.links.filter(({ state }) => state === 'linked');
  return (
    <li className={s.row}>
      <div className={s.head}>
        <Link to={`/unified/${item.id}`} className={s.subject ?? ''} dir="auto">
          {item.subject || t('unified.noSubject')}
        </Link>
        <ItemTags item={item} />
      </div>
      <div className={s.meta}>
        <time dateTime={item.occurredAt} title={format.dateTime(item.occurredAt)}>
          {format.brief(item.occurredAt)}
        </time>
        <span>{item.authorName ?? item.from?.name ?? item.from?.address}</span>
        {linked.slice(0, MOST_NAMES).map((link) =>
          link.customerId === null ? (
            <span key={link.id}>{link.name}</span>
          ) : (
            <Link key={link.id} to={`/customers/${link.customerId}`}>
              {link.name}
            </Link>
          ),
        )}
        {linked.length > MOST_NAMES && <span>+{linked.length - MOST_NAMES}</span>}
      </div>
      {item.preview && (
        <p className={s.preview} dir="auto">
          {item.preview}
        </p>
      )}
      {reason && item.state !== 'filed' && <p className={s.reason}>{reason}</p>}
    </li>
  );
}
