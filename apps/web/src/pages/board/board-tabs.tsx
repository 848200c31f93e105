import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';

/** What waits and is late, and the next dates that lie far away. */
export function BoardTabs() {
  const t = useT();
  return (
    <PageTabs
      label={t('board.title')}
      tabs={[
        { to: '/board', label: t('followUp.boardTab') },
        { to: '/board/far', label: t('followUp.farTab') },
      ]}
    />
  );
}
