import { describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeFiles } from '#test/fakes/fakeFiles.ts';
import { openPlayerPort } from './playerPort.ts';
import type { SerialPortHandle } from './serialBackend.ts';

const FILE = '/captures/boot.atlog';

async function play(text: string, loop = false) {
  const clock = createFakeClock();
  const result = await openPlayerPort({ clock, files: createFakeFiles({ [FILE]: text }) }, FILE, loop);
  if (!result.ok) throw new Error(result.error.message);
  return { clock, handle: result.value, seen: listen(result.value, clock) };
}

function listen(handle: SerialPortHandle, clock: FakeClock): string[] {
  const seen: string[] = [];
  const at = (): string => (clock.now() / 1000).toFixed(3);
  const text = (bytes: Uint8Array): string => JSON.stringify(Buffer.from(bytes).toString('latin1'));
  handle.onReplayedTx?.((bytes) => seen.push(`${at()} tx ${text(bytes)}`));
  handle.onLost((reason) => seen.push(`lost ${reason}`));
  handle.onEnd?.(() => seen.push(`${at()} end`));
  handle.onData((bytes) => seen.push(`${at()} rx ${text(bytes)}`));
  return seen;
}

const BOOT = '# a comment\n12.500000 TX AT\\r\n12.512000 RX AT\\r\\r\\nOK\\r\\n\n13.000000 RX \\r\\nRDY\\r\\n\n';

describe('a player port', () => {
  it('plays both directions with the timing of the capture, from its first record on', async () => {
    const { clock, seen } = await play(BOOT);
    expect(seen).toEqual([]);
    await clock.run(11);
    expect(seen).toEqual(['0.000 tx "AT\\r"']);
    await clock.run(1000);
    expect(seen.slice(1)).toEqual(['12.000 rx "AT\\r\\r\\nOK\\r\\n"', '500.000 rx "\\r\\nRDY\\r\\n"', '500.000 end']);
    expect(clock.pending).toBe(0);
  });

  it('starts again after a second when looped, and never ends', async () => {
    const { clock, seen } = await play('7.0 RX a\n7.1 RX b\n', true);
    await clock.run(2300);
    expect(seen).toEqual([
      '0.000 rx "a"',
      '100.000 rx "b"',
      '1100.000 rx "a"',
      '1200.000 rx "b"',
      '2200.000 rx "a"',
      '2300.000 rx "b"',
    ]);
  });

  it('gives many records of one moment out in order, a turn of the loop for each few', async () => {
    const { clock, seen } = await play(Array.from({ length: 1000 }, (_, i) => `1.0 RX ${i},\n`).join(''));
    let seenByOthers = 0;
    clock.after(0, () => {
      seenByOthers = seen.length;
    });
    clock.advance(0);
    expect(seenByOthers).toBe(256);
    expect(seen.filter((line) => line.includes('rx')).length).toBe(1000);
    expect(seen[999]).toBe('0.000 rx "999,"');
    expect(seen[1000]).toBe('0.000 end');
  });

  it('takes what is sent and answers nothing', async () => {
    const { clock, handle, seen } = await play(BOOT);
    expect(await handle.write(Uint8Array.of(1, 2))).toEqual({ ok: true, value: undefined });
    expect(handle.pending).toBe(0);
    expect(await handle.setLines({ dtr: true })).toMatchObject({ error: { code: 'not-supported' } });
    expect(await handle.getLines()).toMatchObject({ error: { code: 'not-supported' } });
    expect(await handle.setBaud(9600)).toMatchObject({ error: { code: 'unsupported' } });
    await clock.run(5);
    expect(seen).toHaveLength(1);
  });

  it('stops in the middle when it is closed', async () => {
    const { clock, handle, seen } = await play(BOOT, true);
    await clock.run(20);
    await handle.close();
    await clock.run(5000);
    expect(seen).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['not there', {}, 'not-found', 'Choose another capture'],
    ['no capture', { [FILE]: 'root:x:0:0\n' }, 'bad-path', 'is no capture'],
    ['empty', { [FILE]: '# nothing\n\n' }, 'bad-path', 'holds no records'],
  ])('refuses a file that is %s', async (_what, files, code, words) => {
    const result = await openPlayerPort({ clock: createFakeClock(), files: createFakeFiles(files) }, FILE, true);
    expect(result).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(words) } });
  });

  it('says why a file cannot be read', async () => {
    const files = createFakeFiles();
    files.readTrouble = new Error('EACCES: permission denied');
    const result = await openPlayerPort({ clock: createFakeClock(), files }, FILE, false);
    expect(result).toMatchObject({ error: { code: 'failed', message: expect.stringContaining('EACCES') } });
  });
});
