import { GlobalOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useWrite } from '../api/use-api.ts';
import { LOCALE_NAMES, LOCALES, type Locale, useLanguage } from '../i18n/language.tsx';
import { usePatchSession, useKnownSession } from '../session/session.tsx';

/** Changes the page at once, and the person's own setting where somebody is signed in. */
export function useChangeLocale(): (locale: Locale) => void {
  const { setLocale } = useLanguage();
  const session = useKnownSession();
  const patch = usePatchSession();
  const update = useWrite('updateMe', { onSuccess: patch });
  return (locale) => {
    setLocale(locale);
    if (!session) return;
    patch({ ...session.user, locale });
    update.mutate({ body: { locale } });
  };
}

export function LanguageSwitch({ compact = false }: { compact?: boolean }) {
  const { locale, t } = useLanguage();
  const change = useChangeLocale();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: LOCALES.map((key) => ({ key, label: <span lang={key}>{LOCALE_NAMES[key]}</span> })),
        selectedKeys: [locale],
        onClick: ({ key }) => change(key as Locale),
      }}
    >
      <Button
        type="text"
        block={!compact}
        icon={<GlobalOutlined />}
        aria-label={t('nav.language')}
        style={compact ? {} : { justifyContent: 'flex-start' }}
      >
        {compact ? null : LOCALE_NAMES[locale]}
      </Button>
    </Dropdown>
  );
}
