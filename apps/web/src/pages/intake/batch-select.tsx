import { Button, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';

const BatchDrawer = lazy(() => import('./batch-drawer.tsx'));

interface BatchSelectProps {
  id?: string;
  value?: number | null;
  onChange?: (id: number | null) => void;
}

/** One of the batches in use, or a new one. */
export function BatchSelect({ id, value, onChange }: BatchSelectProps) {
  const t = useT();
  const [making, setMaking] = useState(false);
  const { data, isPending } = useApi('listBatches', { query: { limit: 200 } });
  return (
    <>
      <Select
        id={id}
        allowClear
        loading={isPending}
        value={value ?? undefined}
        onChange={(next: number | undefined) => onChange?.(next ?? null)}
        options={data?.items.map((batch) => ({ value: batch.id, label: batch.name })) ?? []}
        showSearch={{ optionFilterProp: 'label' }}
        popupRender={(menu) => (
          <>
            {menu}
            <Button type="link" onClick={() => setMaking(true)}>
              {t('imports.newBatch')}
            </Button>
          </>
        )}
      />
      <Suspense>
        {making && <BatchDrawer onClose={() => setMaking(false)} onMade={(batch) => onChange?.(batch.id)} />}
      </Suspense>
    </>
  );
}
