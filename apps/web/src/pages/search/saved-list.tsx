import { DeleteOutlined, ShareAltOutlined } from '@ant-design/icons';
import type { SavedSearch } from '@tradepost/contract';
import { Button, Popconfirm } from 'antd';
import { Link } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import { RenameSaved } from './rename-saved.tsx';
import s from './search.module.css';
import { searchPath } from './search-state.ts';

/** Saved searches, own ones first: opened, shared, removed. */
export function SavedList() {
  const t = useT();
  const items = useApi('listSavedSearches', {}).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={s.saved}>
      <h2>{t('search.saved')}</h2>
      <ul>
        {items.map((saved) => (
          <SavedRow key={saved.id} saved={saved} />
        ))}
      </ul>
    </section>
  );
}

function SavedRow({ saved }: { saved: SavedSearch }) {
  const t = useT();
  const say = useSay();
  const remove = useWrite('removeSavedSearch', { stale: ['listSavedSearches'] });
  const update = useWrite('updateSavedSearch', { stale: ['listSavedSearches'] });
  const { id, name, q, order, group, shared, mine, ownerName } = saved;
  const { role } = useSession().user;
  const mayRemove = mine || role === 'owner' || role === 'admin';
  const rename = (next: string) => {
    if (next.trim() !== '' && next.trim() !== name)
      update.mutate({ params: { id }, body: { name: next.trim() } }, { onError: say.failed });
  };
  return (
    <li>
      <Link to={searchPath({ q, order, group })}>{name}</Link>
      <code dir="auto">{q}</code>
      {!mine && <small>{t('search.savedBy', { name: ownerName })}</small>}
      <span className={s.savedTools}>
        {mine && (
          <>
            <RenameSaved name={name} onRename={rename} />
            <Button
              size="small"
              type={shared ? 'link' : 'text'}
              icon={<ShareAltOutlined />}
              aria-pressed={shared}
              title={t(shared ? 'search.savedUnshare' : 'search.savedShare')}
              aria-label={`${t(shared ? 'search.savedUnshare' : 'search.savedShare')}: ${name}`}
              loading={update.isPending}
              onClick={() =>
                update.mutate({ params: { id }, body: { shared: !shared } }, { onError: say.failed })
              }
            />
          </>
        )}
        {mayRemove && (
          <Popconfirm
            title={t('search.savedRemove', { name })}
            okText={t('common.remove')}
            cancelText={t('common.cancel')}
            onConfirm={() => remove.mutate({ params: { id } }, { onError: say.failed })}
          >
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('search.savedRemove', { name })}
            />
          </Popconfirm>
        )}
      </span>
    </li>
  );
}
