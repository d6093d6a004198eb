import { useBench, usePorts, useRelay, useServices, useSettings } from '#renderer/app/services.ts';
import { relayCommands } from '#renderer/features/proxy/relayCommands.ts';
import { brokerCommands, markCommands, sendCommands } from './benchCommands.ts';
import type { PaletteCommand } from './paletteCommand.ts';
import { serialCommands } from './serialCommands.ts';
import { paneCommands, viewCommands } from './windowCommands.ts';

/** Everything the palette offers now. `typed`: what is in its field, for commands that take it. */
export function useCommands(typed: string): readonly PaletteCommand[] {
  const services = useServices();
  const state = useBench((slice) => slice.state);
  const ports = usePorts((slice) => slice.ports);
  const pairs = useSettings((slice) => slice.settings.pairs);
  const relay = useRelay((slice) => slice);
  return [
    // What opens comes first: Enter in an empty palette must not send anything.
    ...serialCommands(services, state, ports, pairs),
    ...sendCommands(services, state, typed.trim()),
    ...brokerCommands(services, state),
    ...relayCommands(services, relay),
    ...paneCommands(services),
    ...viewCommands(services),
    ...markCommands(services, typed.trim()),
  ];
}
