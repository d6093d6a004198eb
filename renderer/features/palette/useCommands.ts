import { useBench, usePorts, useServices } from '#renderer/app/services.ts';
import { brokerCommands, serialCommands, typedCommands } from './benchCommands.ts';
import type { PaletteCommand } from './paletteCommand.ts';
import { paneCommands, viewCommands } from './windowCommands.ts';

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
