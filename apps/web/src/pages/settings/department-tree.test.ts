import type { Department } from '@tradepost/contract';
import { expect, it } from 'vitest';
import { branchOf, makeTree } from './department-tree.ts';

const department = (id: number, parentId: number | null, members: number): Department => ({
  id,
  name: `D${id}`,
  parentId,
  headIds: [],
  members,
});
const all = [department(1, null, 1), department(2, 1, 2), department(3, 2, 4), department(4, null, 8)];

it('counts everybody in a department and below it', () => {
  expect(makeTree(all).map(({ id, everybody }) => [id, everybody])).toEqual([
    [1, 7],
    [4, 8],
  ]);
});

it('leaves nothing out that hangs on an unknown department', () => {
  expect(makeTree([department(5, 99, 1)]).map(({ id }) => id)).toEqual([5]);
});

it('knows what is below a department', () => {
  expect([...branchOf(all, 1)]).toEqual([1, 2, 3]);
});
