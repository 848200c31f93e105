import type { Duplicate } from '@tradepost/contract';
import { Alert, Form } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/instance.ts';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';

/** Fewer letters are like too many names. */
const SHORTEST_NAME = 3;

/** Who the customer of the form around it may be already, while it is typed. */
export function DuplicateWarning() {
  const t = useT();
  const form = Form.useFormInstance();
  const draft = JSON.stringify({
    names: [Form.useWatch('name', form), Form.useWatch('localName', form)].filter(
      (name: unknown) => typeof name === 'string' && name.trim().length >= SHORTEST_NAME,
    ),
    addresses: Form.useWatch('contactAddresses', form) ?? [],
    domains: Form.useWatch('domains', form) ?? [],
  });
  const settled = useSettled(draft);
  const [found, setFound] = useState<Duplicate[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const body = JSON.parse(settled) as { names: string[]; addresses: string[]; domains: string[] };
    const empty = body.names.length + body.addresses.length + body.domains.length === 0;
    (empty
      ? Promise.resolve({ items: [] })
      : api.call('findCustomerDuplicates', { body }, { signal: abort.signal })
    )
      .then(({ items }) => setFound(items))
      // The check is a help: what it cannot say now, saving says.
      .catch(() => setFound([]));
    return () => abort.abort();
  }, [settled]);
  if (found.length === 0) return null;
  const blocks = found.some((one) => one.blocks);
  return (
    <Alert
      style={{ marginBottom: 16 }}
      type={blocks ? 'error' : 'warning'}
      showIcon
      role="status"
      title={t(blocks ? 'customerList.duplicatesBlock' : 'customerList.duplicates')}
      description={
        <ul>
          {found.slice(0, 5).map((one, i) => (
            <li key={one.customer?.id ?? `hidden ${i}`}>
              {one.customer ? (
                <Link to={`/customers/${one.customer.id}`}>{one.customer.name}</Link>
              ) : (
                t(one.inPool ? 'customerList.inPool' : 'customerList.colleagues')
              )}
              {one.customer?.ownerName && ` (${one.customer.ownerName})`}
              {' · '}
              {one.reason === 'name'
                ? t('customerList.reason.name', { percent: Math.round(one.score * 100) })
                : t(`customerList.reason.${one.reason}`, { value: one.value })}
            </li>
          ))}
        </ul>
      }
    />
  );
}
