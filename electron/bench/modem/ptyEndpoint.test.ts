import { expect, it } from 'vitest';
import { openPtyEndpoint } from './ptyEndpoint.ts';

it('says what to use on Windows, which has no pseudo terminals', async () => {
  expect(await openPtyEndpoint('C:\\tty', 'win32')).toMatchObject({
    ok: false,
    error: { code: 'failed', message: expect.stringMatching(/--tcp HOST:PORT.*com0com/) },
  });
});
