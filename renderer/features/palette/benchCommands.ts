import { mark } from '#renderer/app/actions.ts';
import type { Services } from '#renderer/app/services.ts';
import { shortName } from '#renderer/features/connection/portModel.ts';
import { closePort, openPortAsLast } from '#renderer/features/connection/serialActions.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import type { PortInfo } from '#shared/contract/serial.ts';
import { act, ask, type PaletteCommand, trouble } from './paletteCommand.ts';

/** Made of what is typed. */
export function typedCommands(services: Services, state: BenchState | null, typed: string): PaletteCommand[] {
  if (typed === '') return [];
  const target = state?.serial.find((link) => link.state === 'open' && link.role === 'modem');
  const send: PaletteCommand[] =
    target === undefined || !/^at/i.test(typed)
      ? []
      : [
          {
            id: 'send',
            group: 'Serial',
            title: `Send ${typed} to ${shortName(target.path)}`,
            always: true,
            run: ask(() => trouble(services.rpc.call('serial.send', { link: target.link, form: 'line', data: typed }))),
          },
        ];
  return [
    ...send,
    {
      id: 'mark-text',
      group: 'Log',
      title: `Mark this moment: “${typed}”`,
      always: true,
      run: act(() => mark(services, typed)),
    },
  ];
}

export function serialCommands(
  services: Services,
  state: BenchState | null,
  ports: readonly PortInfo[],
): PaletteCommand[] {
  const links = (state?.serial ?? []).filter((link) => link.state !== 'closed');
  const openPaths = new Set(links.map((link) => link.path));
  return [
    {
      id: 'pick-port',
      group: 'Serial',
      title: 'Open a port …',
      run: act(() => services.view.getState().setPortPickerOpen(true)),
    },
    ...ports
      .filter((port) => !openPaths.has(port.path))
      .map(
        (port): PaletteCommand => ({
          id: `open ${port.path}`,
          group: 'Serial',
          title: `${port.kind === 'player' ? 'Play' : 'Open'} ${port.label} (${shortName(port.path)})`,
          run: ask(() => openPortAsLast(services, port.path)),
        }),
      ),
    ...links.map(
      (link): PaletteCommand => ({
        id: `close ${link.link}`,
        group: 'Serial',
        title: `Close ${link.label} (${shortName(link.path)})`,
        run: ask(() => closePort(services, link.link)),
      }),
    ),
  ];
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
