import type { RouteName } from '@tradepost/contract';
import { Outlet } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';
import type { MessageKey } from '../../i18n/translate.ts';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { WriteButton } from './write-button.tsx';

interface Tab {
  to: string;
  label: MessageKey & `letterBox.${string}`;
  needs: RouteName;
  count?: 'drafts' | 'outbox' | 'trouble' | 'approvals';
}

const TABS: readonly Tab[] = [
  { to: '/letters', label: 'letterBox.drafts', needs: 'listLetters', count: 'drafts' },
  { to: '/letters/outbox', label: 'letterBox.outbox', needs: 'listLetters', count: 'outbox' },
  { to: '/letters/trouble', label: 'letterBox.trouble', needs: 'listLetters', count: 'trouble' },
  { to: '/letters/sent', label: 'letterBox.sent', needs: 'listLetters' },
  { to: '/letters/approvals', label: 'letterBox.approvals', needs: 'listApprovals', count: 'approvals' },
  { to: '/letters/templates', label: 'letterBox.templates', needs: 'listLetterTemplates' },
];
/** Counted so far. */
const MOST_COUNTED = 100;

/** All that one writes, from the draft to what became of it. */
export default function LettersPage() {
  const t = useT();
  const may = useMay();
  const { data: counts } = useApi('countLetters', {}, { refetchInterval: 60_000 });
  const labelOf = ({ label, count }: Tab) => {
    const number = count ? (counts?.[count] ?? 0) : 0;
    const shown = number >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(number);
    return t(label) + (number > 0 ? ` (${shown})` : '');
  };
  return (
    <div className={page.page}>
      <PageHeader
        title={t('letters.title')}
        intro={t('letters.intro')}
        actions={<WriteButton type="primary" />}
      />
      <PageTabs
        label={t('letters.title')}
        tabs={TABS.filter(({ needs }) => may(needs)).map((tab) => ({ to: tab.to, label: labelOf(tab) }))}
      />
      <Outlet />
    </div>
  );
}
