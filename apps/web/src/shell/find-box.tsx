import { SearchOutlined } from '@ant-design/icons';
import type { Found } from '@tradepost/contract';
import { Button, Input, Modal, Spin } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../api/use-api.ts';
import { useSettled } from '../components/use-settled.ts';
import { useFormat } from '../format/use-format.ts';
import { useT } from '../i18n/language.tsx';
import s from '../pages/customer-list/customer-list.module.css';

const OPEN = 'tradepost-find';
/** For buttons that stand elsewhere. */
const openFindBox = () => window.dispatchEvent(new Event(OPEN));
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A button where there is room for words, else its picture. */
export function FindButton({ compact = false }: { compact?: boolean }) {
  const t = useT();
  if (compact)
    return (
      <Button
        type="text"
        icon={<SearchOutlined />}
        aria-label={t('customerList.find')}
        onClick={openFindBox}
      />
    );
  return (
    <button type="button" className={s.find} onClick={openFindBox}>
      <SearchOutlined aria-hidden />
      <span>{t('customerList.find')}</span>
      <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  );
}

/** One search over customers and all that happened with them, from any page by Ctrl or ⌘ and K. */
export function FindBox() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    const onKey = (event: globalThis.KeyboardEvent) => {
      // In a text it makes a link.
      if (event.defaultPrevented) return;
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener(OPEN, show);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener(OPEN, show);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
  return open ? <FindDialog onClose={() => setOpen(false)} /> : null;
}

interface Hit {
  readonly key: string;
  readonly group: keyof Omit<Found, 'lookedAt'>;
  readonly to: string;
  readonly text: ReactNode;
  readonly beside: string;
}

function FindDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const q = useSettled(typed.trim());
  const { data, isFetching } = useApi(
    'findAnywhere',
    { query: { q } },
    { enabled: q !== '', keepPrevious: true },
  );
  const hits = useHits(q === '' ? undefined : data);
  const chosen = hits[Math.min(at, hits.length - 1)];
  const go = (hit: Hit) => {
    onClose();
    void navigate(hit.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((old) => Math.max(0, Math.min(hits.length - 1, old + step)));
    } else if (event.key === 'Enter' && chosen) go(chosen);
  };
  return (
    <Modal open title={t('customerList.find')} footer={null} onCancel={onClose} style={{ top: 48 }}>
      <Input
        autoFocus
        type="search"
        allowClear
        prefix={<SearchOutlined />}
        suffix={isFetching ? <Spin size="small" /> : <span />}
        placeholder={t('customerList.findPlaceholder')}
        aria-label={t('customerList.find')}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="find-hits"
        aria-activedescendant={chosen && `find-${chosen.key}`}
        value={typed}
        maxLength={200}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
      />
      <div className={s.found} id="find-hits" role="listbox" aria-label={t('customerList.find')}>
        {hits.map((hit, i) => (
          <div key={hit.key}>
            {hit.group !== hits[i - 1]?.group && <h3>{t(`customerList.find.${hit.group}`)}</h3>}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the combobox */}
            <div
              id={`find-${hit.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={hit === chosen}
              className={s.hit}
              onMouseEnter={() => setAt(i)}
              onClick={() => go(hit)}
            >
              <span>{hit.text}</span>
              <span>{hit.beside}</span>
            </div>
          </div>
        ))}
        {q !== '' && data && hits.length === 0 && !isFetching && (
          <p>{t('customerList.findNothing', { search: q })}</p>
        )}
      </div>
      {data && <small>{t('customerList.findHint', { count: data.lookedAt })}</small>}
    </Modal>
  );
}

function useHits(found: Found | undefined): Hit[] {
  const format = useFormat();
  if (!found) return [];
  return [
    ...found.customers.map((row) => ({
      key: `c${row.id}`,
      group: 'customers' as const,
      to: `/customers/${row.id}`,
      text: row.localName ? `${row.name} · ${row.localName}` : row.name,
      beside: [row.country && format.country(row.country), row.ownerName].filter(Boolean).join(' · '),
    })),
    ...found.contacts.map((row) => ({
      key: `k${row.id}`,
      group: 'contacts' as const,
      to: `/customers/${row.customerId}`,
      text: [row.name, row.address].filter(Boolean).join(' · '),
      beside: row.customerName,
    })),
    ...found.activities.map((row) => ({
      key: `a${row.id}`,
      group: 'activities' as const,
      to: `/customers/${row.customerId}`,
      text: row.text,
      beside: `${row.customerName} · ${format.brief(row.at)}`,
    })),
    ...found.messages.map((row) => ({
      key: `m${row.id}`,
      group: 'messages' as const,
      to: row.customerId ? `/customers/${row.customerId}/messages/${row.id}` : `/messages/${row.id}`,
      text: row.subject,
      beside: [row.customerName ?? row.from, format.brief(row.at)].filter(Boolean).join(' · '),
    })),
  ];
}
