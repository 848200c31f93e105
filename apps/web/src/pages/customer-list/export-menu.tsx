import { DownloadOutlined } from '@ant-design/icons';
import type { CustomerFilter } from '@tradepost/contract';
import { Button, Checkbox, Dropdown } from 'antd';
import { api } from '../../api/instance.ts';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';

/** The list as a file; administrators say here whether salespeople may, too. */
export function ExportMenu({ filter }: { filter: CustomerFilter }) {
  const { t, locale } = useLanguage();
  const say = useSay();
  const may = useMay();
  const { user } = useSession();
  const rule = useApi('getExportRule', {});
  const change = useWrite('setExportRule', { stale: ['getExportRule'] });
  const leader = user.role === 'owner' || user.role === 'admin' || user.role === 'manager';
  if (!may('exportCustomers') || (!leader && rule.data?.salespeople !== true)) return null;
  const link = (format: 'csv' | 'xlsx', label: string) => (
    <a href={api.url('exportCustomers', { query: { ...filter, format, language: locale } })} download>
      {label}
    </a>
  );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'csv', label: link('csv', t('customerList.exportCsv')) },
          { key: 'xlsx', label: link('xlsx', t('customerList.exportXlsx')) },
          { key: 'note', disabled: true, label: <small>{t('customerList.exportNote')}</small> },
          ...(may('setExportRule')
            ? [
                { type: 'divider' as const },
                {
                  key: 'rule',
                  label: (
                    <Checkbox checked={rule.data?.salespeople ?? false} disabled={change.isPending}>
                      {t('customerList.exportRule')}
                    </Checkbox>
                  ),
                },
              ]
            : []),
        ],
        onClick: ({ key }) => {
          if (key === 'rule')
            change.mutate({ body: { salespeople: !rule.data?.salespeople } }, { onError: say.failed });
        },
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('customerList.export')}</Button>
    </Dropdown>
  );
}
