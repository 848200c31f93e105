import type { RouteName } from '@tradepost/contract';
import { Outlet } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';
import type { MessageKey } from '../../i18n/translate.ts';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';

const TABS: { to: string; label: MessageKey; needs: RouteName }[] = [
  { to: 'profile', label: 'settings.profile', needs: 'updateMe' },
  { to: 'signature', label: 'signatures.tab', needs: 'setSignature' },
  { to: 'reminders', label: 'reminders.tab', needs: 'getReminders' },
  { to: 'security', label: 'people.securityTab', needs: 'getMySecurity' },
  { to: 'people', label: 'settings.people', needs: 'listUsers' },
  { to: 'company', label: 'settings.company', needs: 'getCompany' },
  { to: 'follow-up', label: 'followUp.tab', needs: 'previewFollowUpPolicy' },
  { to: 'record', label: 'recordSettings.tab', needs: 'updateRecordSettings' },
  { to: 'calendar', label: 'recordSettings.calendarTab', needs: 'setWeekend' },
  { to: 'privacy', label: 'policy.privacy', needs: 'getPrivacy' },
  { to: 'outgoing', label: 'policy.outgoing', needs: 'getOutgoingServer' },
  { to: 'audit', label: 'audit.title', needs: 'searchAudit' },
  { to: 'sign-in', label: 'people.signInTab', needs: 'getSignInSettings' },
  { to: 'tokens', label: 'settings.tokens', needs: 'listApiTokens' },
];

export default function SettingsPage() {
  const t = useT();
  const may = useMay();
  return (
    <div className={page.page}>
      <PageHeader title={t('settings.title')} />
      <PageTabs
        label={t('settings.title')}
        tabs={TABS.filter(({ needs }) => may(needs)).map(({ to, label }) => ({
          to: `/settings/${to}`,
          label: t(label as 'settings.title'),
        }))}
      />
      <Outlet />
    </div>
  );
}
