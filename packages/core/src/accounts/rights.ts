/** Who may change a mail account: its owner and the administrators. A manager may look. */
import { TradepostError } from '../errors.ts';
import { isAdmin, type Viewer } from '../users/viewer.ts';

/** @param viewer null: the command line. @throws TradepostError 'forbidden'. */
export function assertMayChange(viewer: Viewer | null, account: { owner_id: number | null }): void {
  if (viewer === null || isAdmin(viewer) || account.owner_id === viewer.id) return;
  throw new TradepostError(
    'forbidden',
    'Only the owner of a mail account or an administrator may change it.',
  );
}

/**
 * A new owner reads all of it.
 * @param viewer null: the command line. @param toId null: nobody. @throws TradepostError 'forbidden'.
 */
export function assertMayGive(viewer: Viewer | null, toId: number | null): void {
  if (viewer === null) return;
  if (!isAdmin(viewer))
    throw new TradepostError('forbidden', 'Only an administrator can give a mail account to someone else.');
  if (!viewer.readsAllMail && toId === viewer.id)
    throw new TradepostError(
      'forbidden',
      'Administrators do not read others’ mail in this company: only an owner can give you this account.',
    );
}

/** @returns the owner of a new account. @throws TradepostError 'forbidden'. */
export function decideAccountOwner(viewer: Viewer | null, asked: number | null | undefined): number | null {
  if (viewer === null) return asked ?? null;
  if (isAdmin(viewer)) return asked === undefined ? viewer.id : asked;
  if (asked === undefined || asked === viewer.id) return viewer.id;
  throw new TradepostError('forbidden', 'Only an administrator can connect a mail account for someone else.');
}
