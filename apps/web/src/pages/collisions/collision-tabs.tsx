import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';

/** Two people at one customer, and two prices for one product. */
export function CollisionTabs() {
  const t = useT();
  return (
    <PageTabs
      label={t('collisions.title')}
      tabs={[
        { to: '/collisions', label: t('collisions.tabPeople') },
        { to: '/collisions/quotes', label: t('collisions.tabQuotes') },
      ]}
    />
  );
}
