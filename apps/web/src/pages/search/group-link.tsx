import type { SearchItem } from '@tradepost/contract';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/language.tsx';
import { toggleTerm } from './narrow.ts';
import s from './search.module.css';
import { useToday } from './use-today.ts';
import { openPath, type SearchChoice, searchPath } from './search-state.ts';
import { useCount } from './use-count.ts';

interface GroupLinkProps {
  item: SearchItem;
  group: NonNullable<SearchItem['group']>;
  choice: SearchChoice;
}

/** How many stand behind the newest of a group, and the way to them. */
export function GroupLink({ item, group, choice }: GroupLinkProps) {
  const { t, locale } = useLanguage();
  const today = useToday();
  const count = useCount()(group.matches);
  if (group.matches.count < 2) return null;
  if (choice.group === 'thread')
    return item.mail ? (
      <Link to={openPath(item.mail.messageId, choice)} className={s.more} preventScrollReset>
        {t('search.moreInThread', { count })}
      </Link>
    ) : null;
  const q = toggleTerm(choice.q, `customer:#${group.id}`, today, locale);
  return (
    <Link to={searchPath({ ...choice, q, group: 'none' })} className={s.more}>
      {t('search.moreOfCustomer', { count, name: group.name ?? t('search.noCustomer') })}
    </Link>
  );
}
