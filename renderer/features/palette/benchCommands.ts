import { mark } from '#renderer/app/actions.ts';
import type { Services } from '#renderer/app/services.ts';
import { shortName } from '#renderer/features/connection/portModel.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import type { SerialSendInput } from '#shared/contract/serial.ts';
import { act, ask, type PaletteCommand, trouble } from './paletteCommand.ts';

const SPECIAL_KEYS = [
  { form: 'ctrl-z', title: 'Send Ctrl-Z: ends data after >' },
  { form: 'esc', title: 'Send ESC: cancels data after >' },
] as const;

/** What goes to the modem: the typed AT command, and the two keys a terminal has no line for. */
export function sendCommands(services: Services, state: BenchState | null, typed: string): PaletteCommand[] {
  const target = state?.serial.find((link) => link.state === 'open' && link.role === 'modem' && link.mode !== 'tap');
  if (target === undefined) return [];
  const send = (form: SerialSendInput['form'], data: string): PaletteCommand['run'] =>
    ask(() => trouble(services.rpc.call('serial.send', { link: target.link, form, data })));
  const keys = SPECIAL_KEYS.map(
    ({ form, title }): PaletteCommand => ({ id: `send ${form}`, group: 'Serial', title, run: send(form, '') }),
  );
  if (!/^at/i.test(typed)) return keys;
  const title = `Send ${typed} to ${shortName(target.path)}`;
  return [{ id: 'send', group: 'Serial', title, always: true, run: send('line', typed) }, ...keys];
}

/** A mark with the typed words. */
export function markCommands(services: Services, typed: string): PaletteCommand[] {
  if (typed === '') return [];
  const title = `Mark this moment: “${typed}”`;
  return [{ id: 'mark-text', group: 'Log', title, always: true, run: act(() => mark(services, typed)) }];
}

export function brokerCommands(services: Services, state: BenchState | null): PaletteCommand[] {
  if (state === null) return [];
  const { broker } = state;
  const running = broker.state === 'listening' || broker.state === 'starting';
  return [
    running
      ? {
          id: 'broker-stop',
          group: 'Broker',
          title: 'Stop the broker',
          run: ask(() => trouble(services.rpc.call('broker.stop', {}))),
        }
      : {
          id: 'broker-start',
          group: 'Broker',
          title: `Start the broker on port ${broker.listen.port}`,
          run: ask(() => trouble(services.rpc.call('broker.start', broker.listen))),
        },
    {
      id: 'broker-settings',
      group: 'Broker',
      title: 'Broker settings …',
      run: act(() => services.view.getState().setBrokerPanelOpen(true)),
    },
  ];
}
