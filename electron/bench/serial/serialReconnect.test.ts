import { describe, expect, it } from 'vitest';
import { createSerialHarness, sim7600Port } from './serialServiceHarness.testkit.ts';

describe('a port that goes away', () => {
  it('is waited for, comes back under the same link, and keeps its settings', async () => {
    const { open, backend, handlers, rows, state, clock, log } = createSerialHarness();
    const link = await open({ dtr: false });
    await handlers['serial.baud']({ link, baud: 921_600 });
    await handlers['serial.control']({ link, rts: false });
    backend.port('/dev/ttyUSB2').receive('+CREG: 1,1\r\n+CP');
    backend.unplug('/dev/ttyUSB2');
    expect(state(link)).toMatchObject({
      ...{ state: 'lost', trouble: 'it hung up', attempts: 0 },
      ...{ dtr: null, rts: null, cts: null, dsr: null, dcd: null },
    });
    expect(await handlers['serial.send']({ link, form: 'esc', data: '' })).toMatchObject({
      error: { code: 'not-open', message: expect.stringContaining('went away') },
    });
    await clock.run(2000);
    expect(state(link).attempts).toBe(3);
    backend.plug('/dev/ttyUSB2');
    await clock.run(2000);
    expect(state(link)).toMatchObject({ state: 'open', trouble: '', attempts: 0, dtr: false, rts: false });
    backend.port('/dev/ttyUSB2').receive('IN: READY\r\n');
    expect(backend.port('/dev/ttyUSB2').request.settings.baud).toBe(921_600);
    expect(backend.port('/dev/ttyUSB2').driven).toEqual({ dtr: false, rts: false });
    expect(rows(link).slice(3)).toEqual([
      'rx urc "+CREG: 1,1\\r\\n"',
      expect.stringMatching(/^rx \w+ "\+CP"$/),
      'lost: /dev/ttyUSB2 is gone: it hung up. Waiting for it to come back.',
      'recovered: Back as /dev/ttyUSB2 after 3.8 s, at 921600 8N1.',
      expect.stringMatching(/^rx \w+ "IN: READY\\r\\n"$/),
    ]);
    expect(log.links()).toHaveLength(1);
    expect(log.link(link)?.closedAt).toBeNull();
  });

  it('is tried with growing waits: 0.25 s, doubled, up to 5 s', async () => {
    const { open, backend, state, clock } = createSerialHarness();
    const link = await open();
    backend.unplug('/dev/ttyUSB2');
    const times: number[] = [];
    for (let last = 0; times.length < 8; ) {
      await clock.run(10);
      if (state(link).attempts === last) continue;
      last = state(link).attempts;
      times.push(clock.now() / 1_000_000);
    }
    const waits = times.map((time, i) => time - (times[i - 1] ?? 0));
    expect(waits.map((wait) => Math.round(wait * 20) / 20)).toEqual([0.25, 0.5, 1, 2, 4, 5, 5, 5]);
  });

  it('is closed for the bench before it is opened again', async () => {
    const { open, backend, clock, state } = createSerialHarness();
    const link = await open();
    const first = backend.port('/dev/ttyUSB2');
    first.hangOnClose = true;
    backend.port('/dev/ttyUSB2').lose();
    await clock.run(2900);
    expect(state(link).state).toBe('lost');
    expect(first.closed).toBe(true);
    await clock.run(2000);
    expect(state(link).state).toBe('open');
    expect(backend.opened).toHaveLength(2);
  });

  it('says when something else has taken it', async () => {
    const { open, backend, clock, state } = createSerialHarness();
    const link = await open();
    backend.unplug('/dev/ttyUSB2');
    backend.plug('/dev/ttyUSB2');
    backend.refuse('/dev/ttyUSB2', 'busy', 'It is in use by ModemManager.');
    await clock.run(1000);
    expect(state(link)).toMatchObject({ state: 'lost', trouble: 'It is in use by ModemManager.' });
  });

  it('is given up when it is closed', async () => {
    const { open, backend, clock, handlers, rows, service } = createSerialHarness();
    const link = await open();
    backend.unplug('/dev/ttyUSB2');
    await clock.run(1000);
    await handlers['serial.close']({ link });
    backend.plug('/dev/ttyUSB2');
    await clock.run(60_000);
    expect(backend.opened).toHaveLength(1);
    expect(rows(link).at(-1)).toBe('close: Closed /dev/ttyUSB2.');
    expect(service.state()).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('is let go when it comes back in the moment it is closed', async () => {
    const { open, backend, clock, handlers } = createSerialHarness();
    const link = await open();
    backend.unplug('/dev/ttyUSB2');
    backend.plug('/dev/ttyUSB2');
    const release = backend.holdOpens();
    await clock.run(300);
    await handlers['serial.close']({ link });
    release();
    await clock.run(0);
    expect(backend.opened.map((port) => port.closed)).toEqual([true, true]);
  });

  it('stays lost when the user did not want it back, and can be opened anew', async () => {
    const { open, backend, clock, rows, state, service } = createSerialHarness();
    const link = await open({ reconnect: false });
    backend.unplug('/dev/ttyUSB2');
    backend.plug('/dev/ttyUSB2');
    await clock.run(60_000);
    expect(state(link)).toMatchObject({ state: 'lost', attempts: 0, trouble: 'it hung up' });
    expect(rows(link).at(-1)).toBe('lost: /dev/ttyUSB2 is gone: it hung up. Open it again.');
    const again = await open();
    expect(service.state().map((shown) => shown.link)).toEqual([again]);
    expect(rows(link).at(-1)).toBe('close: Closed /dev/ttyUSB2.');
  });
});

describe('a USB port that comes back under another name', () => {
  const plugged = [sim7600Port('/dev/ttyUSB2', 2), sim7600Port('/dev/ttyUSB3', 3)];
  const numberedAnew = [
    { path: '/dev/ttyUSB2', vendorId: '1a86', productId: '7523' },
    sim7600Port('/dev/ttyUSB3', 0),
    sim7600Port('/dev/ttyUSB5', 2),
  ];

  it('is found by its serial number and interface, and the old name is left to others', async () => {
    const { open, backend, clock, rows, state, log } = createSerialHarness(plugged);
    const link = await open();
    backend.unplug('/dev/ttyUSB2');
    backend.unplug('/dev/ttyUSB3');
    for (const port of numberedAnew.slice(0, 2)) backend.plug(port);
    await clock.run(2000);
    expect(state(link).state).toBe('lost');
    for (const port of numberedAnew.slice(2)) backend.plug(port);
    await clock.run(5000);
    expect(state(link)).toMatchObject({ state: 'open', path: '/dev/ttyUSB5' });
    expect(rows(link).at(-1)).toContain('recovered: Back as /dev/ttyUSB5 after');
    expect(log.link(link)).toMatchObject({ name: 'ttyUSB5', address: '/dev/ttyUSB5' });
    expect(backend.opened.map((port) => port.request.path)).toEqual(['/dev/ttyUSB2', '/dev/ttyUSB5']);
    expect(await open({ path: '/dev/ttyUSB2' })).not.toBe(link);
  });

  it('does not take a twin that another link has', async () => {
    const twin = (path: string) => ({ path, vendorId: '1a86', productId: '7523' });
    const { open, backend, clock, state } = createSerialHarness([twin('/dev/ttyUSB0'), twin('/dev/ttyUSB1')]);
    const first = await open({ path: '/dev/ttyUSB0' });
    await open({ path: '/dev/ttyUSB1' });
    backend.unplug('/dev/ttyUSB0');
    await clock.run(2000);
    expect(state(first)).toMatchObject({ state: 'lost', trouble: 'it hung up' });
    expect(backend.opened).toHaveLength(2);
    backend.plug(twin('/dev/ttyUSB4'));
    await clock.run(5000);
    expect(state(first)).toMatchObject({ state: 'open', path: '/dev/ttyUSB4' });
  });
});
