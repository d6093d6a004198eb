import { focusPane, mark, runShortcut } from '#renderer/app/actions.ts';
import { type Shortcut, shortcutKeys } from '#renderer/app/keys.ts';
import { PANE_NAMES, PANES } from '#renderer/app/paneRegistry.ts';
import { type Services, useBench, usePorts, useServices } from '#renderer/app/services.ts';
import { shortName } from '#renderer/features/connection/portModel.ts';
import { closePort, openPortAsLast } from '#renderer/features/connection/serialActions.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import type { PortInfo } from '#shared/contract/serial.ts';

export interface PaletteCommand {
  readonly id: string;
  readonly group: 'Serial' | 'Broker' | 'View' | 'Pane' | 'Log';
  readonly title: string;
  readonly keys?: string;
  /** Shown whatever is typed: made of it. */
  readonly always?: boolean;
  /** What went wrong, in words; '' or nothing when all went well. */
  run(): Promise<string> | string | undefined;
}

const done = (action: () => void): undefined => {
  action();
  return undefined;
};

/** Everything the palette offers now. `typed`: what is in its field, for commands that take it. */
export function useCommands(typed: string): readonly PaletteCommand[] {
  const services = useServices();
  const state = useBench((slice) => slice.state);
  const ports = usePorts((slice) => slice.ports);
  return [
    ...typedCommands(services, state, typed.trim()),
    ...serialCommands(services, state, ports),
    ...brokerCommands(services, state),
    ...paneCommands(services),
    ...viewCommands(services),
  ];
}

function typedCommands(services: Services, state: BenchState | null, typed: string): PaletteCommand[] {
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
            async run() {
              const answer = await services.rpc.call('serial.send', { link: target.link, form: 'line', data: typed });
              return answer.ok ? '' : answer.error.message;
            },
          },
        ];
  return [
    ...send,
    {
      id: 'mark-text',
      group: 'Log',
      title: `Mark this moment: “${typed}”`,
      always: true,
      run: () => done(() => mark(services, typed)),
    },
  ];
}

function serialCommands(services: Services, state: BenchState | null, ports: readonly PortInfo[]): PaletteCommand[] {
  const links = (state?.serial ?? []).filter((link) => link.state !== 'closed');
  const openPaths = new Set(links.map((link) => link.path));
  return [
    {
      id: 'pick-port',
      group: 'Serial',
      title: 'Open a port …',
      run: () => done(() => services.view.getState().setPortPickerOpen(true)),
    },
    ...ports
      .filter((port) => !openPaths.has(port.path))
      .map(
        (port): PaletteCommand => ({
          id: `open ${port.path}`,
          group: 'Serial',
          title: `${port.kind === 'player' ? 'Play' : 'Open'} ${port.label} (${shortName(port.path)})`,
          run: () => openPortAsLast(services, port.path),
        }),
      ),
    ...links.map(
      (link): PaletteCommand => ({
        id: `close ${link.link}`,
        group: 'Serial',
        title: `Close ${link.label} (${shortName(link.path)})`,
        run: () => closePort(services, link.link),
      }),
    ),
  ];
}

function brokerCommands(services: Services, state: BenchState | null): PaletteCommand[] {
  if (state === null) return [];
  const { broker } = state;
  const running = broker.state === 'listening' || broker.state === 'starting';
  return [
    running
      ? {
          id: 'broker-stop',
          group: 'Broker',
          title: 'Stop the broker',
          run: () => done(() => void services.rpc.call('broker.stop', {})),
        }
      : {
          id: 'broker-start',
          group: 'Broker',
          title: `Start the broker on port ${broker.listen.port}`,
          async run() {
            const answer = await services.rpc.call('broker.start', broker.listen);
            return answer.ok ? '' : answer.error.message;
          },
        },
    {
      id: 'broker-settings',
      group: 'Broker',
      title: 'Broker settings …',
      run: () => done(() => services.view.getState().setBrokerPanelOpen(true)),
    },
  ];
}

function paneCommands(services: Services): PaletteCommand[] {
  const active = PANE_NAMES[services.view.getState().activePane];
  const shortcut = (name: Shortcut['do'], title: string, group: PaletteCommand['group'] = 'Pane'): PaletteCommand => ({
    id: name,
    group,
    title,
    keys: shortcutKeys(name),
    run: () => done(() => runShortcut(services, { do: name })),
  });
  return [
    ...PANES.map(
      (pane): PaletteCommand => ({
        id: `focus ${pane}`,
        group: 'Pane',
        title: `Go to ${PANE_NAMES[pane]}`,
        run: () => done(() => focusPane(services, pane)),
      }),
    ),
    shortcut('next-pane', 'Go to the next pane'),
    shortcut('search', `Search in ${active}`),
    shortcut('pause', `Pause or resume ${active}`),
    shortcut('clear', `Clear ${active}`),
    shortcut('mark', 'Mark this moment', 'Log'),
    shortcut('toggle-inspector', 'Show or fold the inspector', 'View'),
    shortcut('toggle-timeline', 'Show or fold the timeline', 'View'),
  ];
}

function viewCommands(services: Services): PaletteCommand[] {
  const { patch } = services.settings.getState();
  return [
    ...(['system', 'light', 'dark'] as const).map(
      (theme): PaletteCommand => ({
        id: `theme ${theme}`,
        group: 'View',
        title: theme === 'system' ? 'Theme: as the system' : `Theme: ${theme}`,
        run: () => done(() => patch({ theme })),
      }),
    ),
    ...(
      [
        ['wall', 'Times: time of day'],
        ['elapsed', 'Times: since the session began'],
        ['delta', 'Times: since the row before'],
      ] as const
    ).map(
      ([timeMode, title]): PaletteCommand => ({
        id: `time ${timeMode}`,
        group: 'View',
        title,
        run: () => done(() => patch({ timeMode })),
      }),
    ),
  ];
}
