import { describe, expect, it } from 'vitest';
import { planBatches } from './plan-batches.ts';

const mail = (uid: number, size = 10) => ({ uid, size, internalDate: null });
const bounds = { mails: 2, octets: 100 };

describe('batches of a window', () => {
  it('go newest first and together cover the window without overlap', () => {
    const batches = planBatches({ from: 1, to: 20 }, [mail(3), mail(9), mail(10), mail(18)], bounds);
    expect(batches.map(({ from, to, mails }) => [from, to, mails.map((one) => one.uid)])).toEqual([
      [10, 20, [18, 10]],
      [1, 9, [9, 3]],
    ]);
  });
  it('are bounded by octets, a single large mail stands alone', () => {
    const batches = planBatches({ from: 1, to: 3 }, [mail(1, 60), mail(2, 500), mail(3, 60)], bounds);
    expect(batches.map(({ mails }) => mails.map((one) => one.uid))).toEqual([[3], [2], [1]]);
  });
  it('cover an empty window with one empty batch', () => {
    expect(planBatches({ from: 5, to: 9 }, [], bounds)).toEqual([{ mails: [], from: 5, to: 9 }]);
  });
  it('ignore UIDs outside the window (UID FETCH n:* returns the last mail even beyond it)', () => {
    expect(planBatches({ from: 5, to: 9 }, [mail(4), mail(10)], bounds)).toEqual([
      { mails: [], from: 5, to: 9 },
    ]);
  });
});
