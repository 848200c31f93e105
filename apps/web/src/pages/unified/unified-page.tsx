import type { RouteName } from '@tradepost/contract';
import { Outlet } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';
import type { MessageKey } from '../../i18n/translate.ts';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './unified.module.css';

type Label = MessageKey & `unified.tab${string}`;
const TABS: { to: string; label: Label; needs: RouteName }[] = [
  { to: '/unified', label: 'unified.tabCards', needs: 'listUnifiedItems' },
  { to: '/unified/market', label: 'unified.tabMarket', needs: 'listUnifiedItems' },
  { to: '/unified/problems', label: 'unified.tabProblems', needs: 'listUnifiedItems' },
  { to: '/unified/forwarded', label: 'unified.tabForwarded', needs: 'listUnifiedItems' },
  { to: '/unified/all', label: 'unified.tabAll', needs: 'listUnifiedItems' },
  { to: '/unified/report', label: 'unified.tabReport', needs: 'getUnifiedReport' },
  { to: '/unified/forms', label: 'unified.tabForms', needs: 'getUnifiedForm' },
];

/** The company's unified mailbox and its parts. */
export default function UnifiedPage() {
  const t = useT();
  const may = useMay();
  return (
    <div className={page.page}>
      <div className={s.noPrint}>
        <PageHeader title={t('unified.title')} intro={t('unified.intro')} />
        <PageTabs
          label={t('unified.tabs')}
          tabs={TABS.filter(({ needs }) => may(needs)).map(({ to, label }) => ({ to, label: t(label) }))}
        />
      </div>
      <Outlet />
    </div>
  );
}
