import { expect, test } from '@jest/globals';
import { makePages } from '../../../src/cli/actions/serve.ts';

test('a page that is still being opened when the program ends is closed too', async () => {
  const closed: boolean[] = [];
  const opened: (() => void)[] = [];
  const pages = makePages(async (isFirst) => {
    await new Promise<void>((resolve) => opened.push(resolve));
    return { close: () => Promise.resolve(void closed.push(isFirst)) };
  });
  void pages.open();
  void pages.open();
  opened[0]?.();
  const end = pages.close();
  opened[1]?.();
  await end;
  expect(closed).toEqual([true, false]);
});

test('one that could not be opened does not keep the others', async () => {
  let closed = 0;
  const pages = makePages((isFirst) =>
    isFirst
      ? Promise.resolve({ close: () => Promise.resolve(void (closed += 1)) })
      : Promise.reject(new Error('no room')),
  );
  await pages.open();
  await expect(pages.open()).rejects.toThrow('no room');
  await pages.close();
  expect(closed).toBe(1);
});
