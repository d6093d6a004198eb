import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CommandHandlers, type CommandName, contract } from '#shared/contract/contract.ts';
import { MAX_PENDING_CALLS } from '#shared/rpc/messages.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createRawPeer, HUGE_TEXT, never, serveFake, strictClient, uncarriable } from './rpcHarness.ts';
import { namesField, sampleOf, wrongInputsOf } from './schemaSamples.ts';
import type { CreateWirePair, WirePair } from './wirePairs.ts';

const COMMANDS = (Object.keys(contract) as CommandName[]).filter((name) => contract[name].kind === 'command');

const UNKNOWN_NAMES = [
  '',
  'no.such-command',
  'BENCH.INFO',
  'bench.info ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

/** Calls and events, for one kind of wire. */
export function describeCalls(name: string, createPair: CreateWirePair): void {
  describe(`calls over the ${name} wire`, () => {
    let pair: WirePair;
    beforeEach(async () => {
      pair = await createPair();
    });
    afterEach(() => pair.dispose());

    test.each(COMMANDS)('%s reaches its handler and its answer comes back', async (command) => {
      const input = sampleOf(contract[command].input, 'input');
      const output = sampleOf(contract[command].output, 'output');
      const inputs: unknown[] = [];
      const handler = (given: unknown) => {
        inputs.push(given);
        return { ok: true, value: output };
      };
      serveFake(pair.bench, { [command]: handler } as Partial<CommandHandlers>);
      const client = strictClient(pair.view);
      expect(await client.call(command, input as never)).toEqual({ ok: true, value: output });
      expect(inputs).toEqual([input]);
      expect(client.reports).toEqual([]);
    });

    test('a failure comes back whole', async () => {
      const error = {
        code: 'busy',
        message: 'ModemManager holds the port.',
        details: { holder: 'ModemManager', pid: 7 },
      };
      serveFake(pair.bench, { 'serial.open': async () => ({ ok: false, error: { ...error, code: 'busy' } }) });
      const client = strictClient(pair.view);
      const input = sampleOf(contract['serial.open'].input, 'input');
      expect(await client.call('serial.open', input as never)).toEqual({ ok: false, error });
    });

    test.each(COMMANDS)('%s refuses every wrong input and names the field', async (command) => {
      const served = serveFake(pair.bench);
      const view = createRawPeer(pair.view);
      await view.greet();
      const wrong = [
        ...wrongInputsOf(contract[command].input),
        { what: 'input is a huge text', path: '', input: HUGE_TEXT },
        { what: 'input is a number', path: '', input: 1e308 },
        { what: 'input is absent', path: '', input: undefined },
      ];
      for (const [id, { input }] of wrong.entries()) view.say({ m: 'call', id, name: command, input });
      for (const [id, { what, path }] of wrong.entries()) {
        const reply = await view.next('reply');
        expect({ what, ...reply }).toMatchObject({ what, id, ok: false, error: { code: 'bad-input' } });
        const { message } = reply.error as { readonly message: string };
        expect(`${what}: ${namesField(message, path) || message}`).toBe(`${what}: true`);
      }
      expect(served.reports).toEqual([]);
      expect(view.closed).toBe(false);
    });

    test.each([...UNKNOWN_NAMES, 'log.rows', 'bench.state-changed'])('no command is called %j', async (unknown) => {
      const served = serveFake(pair.bench);
      const view = createRawPeer(pair.view);
      await view.greet();
      view.say({ m: 'call', id: 1, name: unknown, input: {} });
      expect(await view.next('reply')).toMatchObject({ id: 1, ok: false, error: { code: 'unknown-name' } });
      expect(served.reports).toEqual([]);
    });

    test.each<[string, () => never]>([
      [
        'throws',
        () => {
          throw new Error('secret detail');
        },
      ],
      ['rejects', () => Promise.reject(new Error('secret detail')) as never],
      ['answers what no wire carries', () => ({ ok: true, value: uncarriable() }) as never],
      ['answers nothing', () => undefined as never],
    ])('a handler that %s answers `internal`, and the connection lives on', async (_name, handler) => {
      const served = serveFake(pair.bench, { 'bench.info': handler, 'broker.stop': () => ({ ok: true, value: {} }) });
      const client = strictClient(pair.view);
      const result = await client.call('bench.info', {});
      expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
      expect(JSON.stringify(result)).not.toContain('secret');
      expect(served.reports).toHaveLength(1);
      expect(await client.call('broker.stop', {})).toEqual({ ok: true, value: {} });
    });

    test('too many at once are refused, and the rest goes on', async () => {
      const release: (() => void)[] = [];
      const handler = () =>
        new Promise<{ ok: true; value: Record<string, never> }>((resolve) => {
          release.push(() => resolve({ ok: true, value: {} }));
        });
      serveFake(pair.bench, { 'broker.stop': handler });
      const view = createRawPeer(pair.view);
      await view.greet();
      for (let id = 0; id <= MAX_PENDING_CALLS; id++) view.say({ m: 'call', id, name: 'broker.stop', input: {} });
      const refusal = await view.next('reply');
      expect(refusal).toMatchObject({ id: MAX_PENDING_CALLS, ok: false, error: { code: 'overloaded' } });
      expect(release).toHaveLength(MAX_PENDING_CALLS);
      for (const each of release) each();
      for (let id = 0; id < MAX_PENDING_CALLS; id++) expect(await view.next('reply')).toMatchObject({ id, ok: true });
      view.say({ m: 'call', id: 1, name: 'broker.stop', input: {} });
      await eventually('the next call', () => release.length === MAX_PENDING_CALLS + 1);
    });

    test.each(['view', 'bench'] as const)('calls in progress answer `closed` when the %s closes', async (side) => {
      let begun = false;
      serveFake(pair.bench, {
        'bench.info': () => {
          begun = true;
          return never();
        },
      });
      const client = strictClient(pair.view);
      const states: string[] = [];
      client.onState((state) => states.push(state));
      const call = client.call('bench.info', {});
      await eventually('the call to begin', () => begun);
      pair[side].close();
      expect(await call).toMatchObject({ ok: false, error: { code: 'closed' } });
      expect(await client.call('bench.info', {})).toMatchObject({ ok: false, error: { code: 'closed' } });
      expect(client.state).toBe('closed');
      expect(states).toEqual(['ready', 'closed']);
    });

    describe('events', () => {
      const settings = (lastPort: string) => ({ ...contract['settings.get'].output.parse({}), lastPort });

      test('reach every listener of their name, until it is removed', async () => {
        const served = serveFake(pair.bench);
        const client = strictClient(pair.view);
        const heard: string[] = [];
        const remove = client.on('settings.changed', ({ lastPort }) => heard.push(`first ${lastPort}`));
        client.on('settings.changed', ({ lastPort }) => heard.push(`second ${lastPort}`));
        client.on('log.links-changed', () => heard.push('links'));
        await eventually('the view to listen', () => served.listeners.size === 1);
        served.emit('settings.changed', settings('a'));
        await eventually('the first event', () => heard.length === 2);
        remove();
        served.emit('settings.changed', settings('b'));
        await eventually('the second event', () => heard.length === 3);
        expect(heard).toEqual(['first a', 'second a', 'second b']);
        expect(client.reports).toEqual([]);
      });

      test('a listener that throws does not keep the others from hearing', async () => {
        const served = serveFake(pair.bench);
        const client = strictClient(pair.view);
        const heard: string[] = [];
        client.on('settings.changed', () => {
          throw new Error('a fault in the window');
        });
        client.on('settings.changed', ({ lastPort }) => heard.push(lastPort));
        await eventually('the view to listen', () => served.listeners.size === 1);
        served.emit('settings.changed', settings('a'));
        await eventually('the event', () => heard.length === 1);
        expect(client.reports).toHaveLength(1);
        expect(client.state).toBe('ready');
      });

      test('a view that is gone is not sent to any more', async () => {
        const served = serveFake(pair.bench);
        const client = strictClient(pair.view);
        await eventually('the view to listen', () => served.listeners.size === 1);
        client.close();
        await eventually('the view to be let go', () => served.listeners.size === 0);
        served.stop();
      });
    });
  });
}
