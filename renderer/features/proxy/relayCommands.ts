import type { RelaySlice } from '#renderer/app/relayStore.ts';
import type { Services } from '#renderer/app/services.ts';
import { act, ask, type PaletteCommand, trouble } from '#renderer/features/palette/paletteCommand.ts';

/** Opening “Proxy and bridge”, and stopping what runs. */
export function relayCommands(services: Services, { proxies, bridge }: RelaySlice): PaletteCommand[] {
  const { rpc, view } = services;
  const show = (part: 'proxy' | 'bridge', title: string): PaletteCommand => ({
    id: `relay ${part}`,
    group: 'Broker',
    title,
    run: act(() => view.getState().setRelayPart(part)),
  });
  return [
    show('proxy', 'Proxy to another broker: see the packets on the way …'),
    show('bridge', 'Bridge to another broker: join topics …'),
    ...proxies.map(
      ({ id, address, config }): PaletteCommand => ({
        id: `proxy-stop ${id}`,
        group: 'Broker',
        title: `Stop the proxy on ${address} to ${config.url}`,
        run: ask(() => trouble(rpc.call('proxy.stop', { id }))),
      }),
    ),
    ...(bridge === null || bridge.state === 'stopped'
      ? []
      : [
          {
            id: 'bridge-stop',
            group: 'Broker',
            title: `Stop the bridge to ${bridge.config?.url ?? 'the other broker'}`,
            run: ask(() => trouble(rpc.call('bridge.stop', {}))),
          } satisfies PaletteCommand,
        ]),
  ];
}
