import { type CommandHandlers, type CommandName, contract, type StreamHandlers } from '#shared/contract/contract.ts';

/** A handler for every command; the ones not given throw, so that a test that reaches one fails. */
export function fakeCommands(given: Partial<CommandHandlers>): CommandHandlers {
  const names = Object.keys(contract).filter((name) => contract[name as CommandName].kind === 'command');
  const unexpected = names.map((name) => [
    name,
    () => {
      throw new Error(`${name} was not expected`);
    },
  ]);
  return { ...Object.fromEntries(unexpected), ...given };
}

/** The same for streams. */
export function fakeStreams(given: Partial<StreamHandlers> = {}): StreamHandlers {
  return {
    'log.rows': () => {
      throw new Error('log.rows was not expected');
    },
    ...given,
  };
}
