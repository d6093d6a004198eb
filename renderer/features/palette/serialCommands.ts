import type { Services } from '#renderer/app/services.ts';
import { sidesOf } from '#renderer/features/connection/linkSides.ts';
import type { ListenMode } from '#renderer/features/connection/listenModes.ts';
import { pairName } from '#renderer/features/connection/pairModel.ts';
import { hasSpeed, linkName, openPaths, shortName } from '#renderer/features/connection/portModel.ts';
import { closePort, openPair, openPortAsLast } from '#renderer/features/connection/serialActions.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import type { PortInfo, SerialLink } from '#shared/contract/serial.ts';
import type { SerialPair } from '#shared/contract/settings.ts';
import { act, ask, type PaletteCommand } from './paletteCommand.ts';

/** Opening and closing ports, taps and bridges; their panels; looking for a speed. */
export function serialCommands(
  services: Services,
  state: BenchState | null,
  ports: readonly PortInfo[],
  pairs: readonly SerialPair[],
): PaletteCommand[] {
  const links = (state?.serial ?? []).filter((link) => link.state !== 'closed');
  const open = openPaths(links);
  return [
    picker(services, 'direct', 'Open a port …'),
    picker(services, 'tap', 'Tap the two wires between MCU and modem …'),
    picker(services, 'bridge', 'Bridge MCU and modem through the bench …'),
    ...pairs
      .filter(({ mcu, modem }) => !open.has(mcu.path) && !open.has(modem.path))
      .map((pair) => ({
        ...serial(`open ${pairName(pair)}`, `Open the ${pairName(pair)} again`),
        run: ask(() => openPair(services, pair)),
      })),
    ...ports
      .filter((port) => !open.has(port.path))
      .map((port) => ({
        ...serial(
          `open ${port.path}`,
          `${port.kind === 'player' ? 'Play' : 'Open'} ${port.label} (${shortName(port.path)})`,
        ),
        run: ask(() => openPortAsLast(services, port.path)),
      })),
    ...links.flatMap((link) => linkCommands(services, link)),
  ];
}

const serial = (id: string, title: string): Pick<PaletteCommand, 'id' | 'group' | 'title'> => ({
  id,
  group: 'Serial',
  title,
});

const picker = (services: Services, mode: ListenMode, title: string): PaletteCommand => ({
  ...serial(mode === 'direct' ? 'pick-port' : `pick-${mode}`, title),
  run: act(() => {
    const view = services.view.getState();
    view.setListenMode(mode);
    view.setPortPickerOpen(true);
  }),
});

function linkCommands(services: Services, link: SerialLink): PaletteCommand[] {
  const name = linkName(link);
  const title = link.mode === 'direct' ? `${link.label} (${name})` : `the ${link.mode} of ${name}`;
  const showPanel = (): void => services.view.getState().setLinkPanel(link.link);
  return [
    ...(link.path.startsWith('play:')
      ? []
      : [{ ...serial(`panel ${link.link}`, `Speed, lines and state of ${title} …`), run: act(showPanel) }]),
    ...(link.bridge === null
      ? []
      : [{ ...serial(`rules ${link.link}`, `Rewrite rules of ${title} …`), run: act(showPanel) }]),
    ...sidesOf(link)
      .filter(({ port }) => !link.detecting && port.state === 'open' && hasSpeed(port.path))
      .map(({ side, port, asksAt }) => ({
        ...serial(
          `detect ${link.link} ${side}`,
          `Detect the speed of ${shortName(port.path)} (${asksAt ? 'sends AT' : 'only listens'})`,
        ),
        run: act(() => {
          void services.detect.getState().start({ by: 'link', link: link.link, side });
          showPanel();
        }),
      })),
    { ...serial(`close ${link.link}`, `Close ${title}`), run: ask(() => closePort(services, link.link)) },
  ];
}
