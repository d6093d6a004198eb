import { describe, expect, it } from 'vitest';
import { type Settings, settings } from '#shared/contract/settings.ts';
import { createFakeClock, settle } from '#test/fakes/fakeClock.ts';
import { createFakeFiles } from '#test/fakes/fakeFiles.ts';
import { createSettingsService } from './createSettingsService.ts';

const PATH = '/data/settings.json';
const TARGET = {
  url: 'mqtt://broker.example',
  clientId: 'c',
  username: 'u',
  clean: true,
  keepAlive: 60,
  level: 4,
} as const;

function bench(stored?: string) {
  const files = createFakeFiles(stored === undefined ? {} : { [PATH]: stored });
  const clock = createFakeClock();
  const notes: string[] = [];
  const changes: Settings[] = [];
  const service = createSettingsService({
    files,
    dataDir: '/data',
    clock,
    onChange: (current) => changes.push(current),
    note: (text) => notes.push(text),
  });
  const saved = (): unknown => JSON.parse(files.contents.get(PATH) ?? 'null');
  return { files, clock, notes, changes, service, saved };
}

describe('load', () => {
  it('has defaults and says nothing when there is no file', async () => {
    const { service, notes } = bench();
    await service.load();
    expect(service.current()).toEqual(settings.parse({}));
    expect(notes).toEqual([]);
  });

  it('takes what the file holds', async () => {
    const { service, notes, files } = bench(
      JSON.stringify({ theme: 'dark', atHistory: ['AT', 'ATI'], layout: { left: 0.4 } }),
    );
    await service.load();
    expect(service.current()).toMatchObject({
      theme: 'dark',
      timeMode: 'elapsed',
      atHistory: ['AT', 'ATI'],
      layout: { left: 0.4 },
    });
    expect(notes).toEqual([]);
    expect(files.writes).toEqual([]);
  });

  it.each([
    ['a wrong type', { theme: 'dark', lastPort: 7 }, 'lastPort'],
    ['a value of a later version', { theme: 'dark', timeMode: 'sidereal' }, 'timeMode'],
    [
      'a list that is too long',
      { theme: 'dark', tcpPorts: Array.from({ length: 21 }, (_, i) => `tcp://h:${i}`) },
      'tcpPorts',
    ],
  ])('costs only the field with %s', async (_name, stored, field) => {
    const { service, notes, files } = bench(JSON.stringify(stored));
    await service.load();
    expect(service.current()).toEqual(settings.parse({ theme: 'dark' }));
    expect(notes).toEqual([expect.stringContaining(`(${field})`)]);
    expect(files.contents.get(`${PATH}.broken`)).toBe(JSON.stringify(stored));
  });

  it.each([['{"theme":"dark"'], ['[]'], ['null'], ['7'], [''], ['\0\0\0']])(
    'keeps a broken file aside: %j',
    async (stored) => {
      const { service, notes, files } = bench(stored);
      await service.load();
      expect(service.current()).toEqual(settings.parse({}));
      expect(files.contents.get(`${PATH}.broken`)).toBe(stored);
      expect(notes).toEqual([expect.stringContaining('settings.json.broken')]);
    },
  );

  it('ignores fields it does not know, and is not fooled by their names', async () => {
    const { service } = bench('{"theme":"dark","later":1,"__proto__":{"lastPort":"x"},"constructor":1}');
    await service.load();
    expect(service.current()).toEqual(settings.parse({ theme: 'dark' }));
  });

  it('goes on when the copy of a broken file cannot be written', async () => {
    const { service, notes, files } = bench('{');
    files.writeTrouble = new Error('EROFS: read-only file system');
    await service.load();
    expect(notes).toHaveLength(1);
  });

  it('never writes over a file it could not read', async () => {
    const { service, notes, files, clock } = bench('{"theme":"dark"}');
    files.readTrouble = new Error('EACCES: permission denied');
    await service.load();
    expect(notes).toEqual([expect.stringContaining('EACCES')]);
    service.handlers['settings.set']({ theme: 'light' });
    await clock.run(1000);
    await service.close();
    expect(files.writes).toEqual([]);
    expect(service.current().theme).toBe('light');
  });
});

describe('settings.set', () => {
  it('changes what the patch names, at once, and tells everybody', () => {
    const { service, changes } = bench();
    service.handlers['settings.set']({ theme: 'dark', lastPort: '/dev/ttyUSB2' });
    const result = service.handlers['settings.set']({ theme: 'light', lastPort: undefined });
    expect(result).toEqual({ ok: true, value: service.current() });
    expect(service.current()).toMatchObject({ theme: 'light', lastPort: '/dev/ttyUSB2' });
    expect(changes.map(({ theme }) => theme)).toEqual(['dark', 'light']);
    expect(service.handlers['settings.get']({})).toEqual({ ok: true, value: service.current() });
  });

  it('writes once for changes that come together, also while they keep coming', async () => {
    const { service, clock, files, saved } = bench();
    for (let i = 0; i < 20; i += 1) {
      service.handlers['settings.set']({ layout: { left: i } });
      await clock.run(100);
    }
    expect(files.writes.length).toBe(4);
    expect(saved()).toMatchObject({ layout: { left: 19 } });
    expect(clock.pending).toBe(0);
  });

  it('does not lose a change made while a write is under way', async () => {
    const { service, clock, files, saved } = bench();
    const release = files.hold();
    service.handlers['settings.set']({ theme: 'dark' });
    await clock.run(500);
    service.handlers['settings.set']({ theme: 'light' });
    release();
    await clock.run(500);
    expect(files.writes).toEqual([PATH, PATH]);
    expect(saved()).toMatchObject({ theme: 'light' });
  });

  it('stores no credentials', async () => {
    const { service, clock, files } = bench();
    service.handlers['settings.set']({ console: { ...TARGET, url: 'mqtt://user:secret@broker.example' } });
    await clock.run(500);
    expect(service.current().console).toEqual(TARGET);
    expect(files.contents.get(PATH)).not.toContain('secret');
  });

  it('remembers what was sent and saved, but no password', async () => {
    const { service, clock, files } = bench();
    const sent = 'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1';
    service.handlers['settings.set']({
      atHistory: ['AT+CPIN="1234"', sent, `${sent},"user","hunter2"`, 'AT+CGAUTH=1,1,"hunter2","user"'],
      savedCommands: [
        { name: 'ask', text: 'AT+CSQ' },
        { name: 'unlock', text: 'AT+CPIN="1234"' },
      ],
    });
    await clock.run(500);
    const again = bench(files.contents.get(PATH));
    await again.service.load();
    expect(again.service.current()).toMatchObject({
      atHistory: [sent],
      savedCommands: [{ name: 'ask', text: 'AT+CSQ' }],
    });
    expect(files.contents.get(PATH)).not.toMatch(/1234|hunter2/);
  });

  it('drops credentials that an older file holds', async () => {
    const { service } = bench(
      JSON.stringify({ console: { ...TARGET, password: 'secret', url: 'mqtt://u:secret@broker.example' } }),
    );
    await service.load();
    expect(JSON.stringify(service.current())).not.toContain('secret');
  });

  it('refuses more than the file may hold and keeps what was', () => {
    const { service, changes } = bench();
    const long = Array.from({ length: 100 }, () => 'x'.repeat(60_000));
    expect(service.handlers['settings.set']({ atHistory: long })).toMatchObject({
      ok: false,
      error: { code: 'failed' },
    });
    expect(service.current().atHistory).toEqual([]);
    expect(changes).toEqual([]);
  });

  it('says once that the disk is full, keeps the settings and writes them when it can', async () => {
    const { service, clock, files, notes, saved } = bench();
    files.writeTrouble = new Error('ENOSPC: no space left on device');
    for (const theme of ['dark', 'light', 'dark'] as const) {
      service.handlers['settings.set']({ theme });
      await clock.run(500);
    }
    expect(notes).toEqual([expect.stringContaining('ENOSPC')]);
    expect(service.current().theme).toBe('dark');
    files.writeTrouble = undefined;
    await service.close();
    expect(saved()).toMatchObject({ theme: 'dark' });
  });
});

describe('close', () => {
  it('writes what is not yet written, after the write under way', async () => {
    const { service, clock, files, saved } = bench();
    const release = files.hold();
    service.handlers['settings.set']({ theme: 'dark' });
    await clock.run(500);
    service.handlers['settings.set']({ theme: 'light' });
    const closed = service.close();
    await settle();
    release();
    await closed;
    expect(saved()).toMatchObject({ theme: 'light' });
    expect(clock.pending).toBe(0);
  });

  it('writes nothing when nothing changed', async () => {
    const { service, files } = bench();
    await service.load();
    await service.close();
    expect(files.writes).toEqual([]);
  });
});
