import { describe, expect, it } from 'vitest';
import { ByteBudget } from './byte-budget.ts';

describe('the budget of octets in memory', () => {
  it('lets nobody in past its limit, and goes on when octets are given back', async () => {
    const budget = new ByteBudget(10);
    const first = await budget.take(8);
    const order: string[] = [];
    const second = budget.take(5).then((release) => (order.push('second'), release));
    order.push('before');
    first();
    (await second)();
    expect(order).toEqual(['before', 'second']);
  });
  it('lets a mail larger than the whole budget in alone', async () => {
    const budget = new ByteBudget(10);
    (await budget.take(1000))();
    (await budget.take(10))();
  });
  it('serves the urgent first', async () => {
    const budget = new ByteBudget(10);
    const held = await budget.take(10);
    const order: string[] = [];
    const slow = budget.take(10).then((release) => (order.push('backfill'), release()));
    const fast = budget.take(10, true).then((release) => (order.push('new mail'), release()));
    held();
    await Promise.all([slow, fast]);
    expect(order).toEqual(['new mail', 'backfill']);
  });
  it('keeps a reserve for the urgent', async () => {
    const budget = new ByteBudget(10, 4);
    const slow = await budget.take(30);
    let second = false;
    const waiting = budget.take(1).then((release) => ((second = true), release()));
    (await budget.take(4, true))();
    expect(second).toBe(false);
    slow();
    await waiting;
  });
  it('gives back once only', async () => {
    const budget = new ByteBudget(10);
    const release = await budget.take(10);
    release();
    release();
    const held = await budget.take(10);
    let entered = false;
    const other = budget.take(1).then((free) => ((entered = true), free()));
    await Promise.resolve();
    expect(entered).toBe(false);
    held();
    await other;
  });
  it('lets one leave the line, and what stood behind it go ahead', async () => {
    const budget = new ByteBudget(10);
    const release = await budget.take(6);
    const impatient = new AbortController();
    const large = budget.take(8, false, impatient.signal);
    const small = budget.take(4);
    impatient.abort(new Error('no more patience'));
    await expect(large).rejects.toThrow('no more patience');
    (await small)();
    release();
    (await budget.take(10))();
  });
});
