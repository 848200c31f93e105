import { describe, expect, it } from 'vitest';
import { CommitLine } from './commit-line.ts';

describe('the line of commits', () => {
  it('runs them in order and throws the first failure when asked for room', async () => {
    const line = new CommitLine(1);
    const done: number[] = [];
    line.add(async () => void done.push(1));
    line.add(async () => {
      throw new Error('disk full');
    });
    line.add(async () => void done.push(3));
    await expect(line.drain()).rejects.toThrow('disk full');
    await expect(line.room()).rejects.toThrow('disk full');
    await line.settle();
    expect(done).toEqual([1, 3]);
  });
});
