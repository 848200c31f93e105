import { DownloadOutlined } from '@ant-design/icons';
import { type Count, MOST_EXPORTED_MATCHES, SEARCH_EXPORTS } from '@tradepost/contract';
import { Button, Dropdown } from 'antd';
import { api } from '../../api/instance.ts';
import { useApi } from '../../api/use-api.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import type { SearchChoice } from './search-state.ts';

const WORDS = { eml: 'search.exportEml', mbox: 'search.exportMbox', csv: 'search.exportCsv' } as const;

/** All that was found as a file, for those whom the company lets export. */
export function ExportMenu({ choice, total }: { choice: SearchChoice; total: Count | undefined }) {
  const { t, locale } = useLanguage();
  const may = useMay();
  const { role } = useSession().user;
  const rule = useApi('getExportRule', {});
  const leader = role === 'owner' || role === 'admin' || role === 'manager';
  if (!may('exportSearch') || (!leader && rule.data?.salespeople !== true)) return null;
  const tooMany = total !== undefined && !total.estimate && total.count > MOST_EXPORTED_MATCHES;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...SEARCH_EXPORTS.map((format) => ({
            key: format,
            disabled: tooMany,
            label: (
              <a
                href={api.url('exportSearch', { query: { q: choice.q, format, language: locale } })}
                download
              >
                {t(WORDS[format])}
              </a>
            ),
          })),
          {
            key: 'note',
            disabled: true,
            label: <small>{t('search.exportNote', { count: MOST_EXPORTED_MATCHES })}</small>,
          },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />} aria-label={t('search.export')} title={t('search.export')} />
    </Dropdown>
  );
}
