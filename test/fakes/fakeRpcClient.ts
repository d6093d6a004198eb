import { createEmitter } from '#shared/base/emitter.ts';
import { err } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandResult, EventData, EventName } from '#shared/contract/contract.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';

type Answers = { readonly [K in CommandName]?: (input: CommandInput<K>) => CommandResult<K> };

/** A view's client without a wire: answers as told, remembers what was asked, emits what the test says. */
export interface FakeRpcClient extends RpcClient {
  readonly asked: readonly { readonly name: CommandName; readonly input: unknown }[];
  setState(state: RpcClient['state']): void;
  emit<K extends EventName>(name: K, data: EventData<K>): void;
}

export function createFakeRpcClient(answers: Answers = {}, initial: RpcClient['state'] = 'ready'): FakeRpcClient {
  const states = createEmitter<RpcClient['state']>();
  const events = createEmitter<{ readonly name: EventName; readonly data: unknown }>();
  const asked: { name: CommandName; input: unknown }[] = [];
  let state = initial;
  return {
    asked,
    get state() {
      return state;
    },
    setState(next) {
      state = next;
      states.emit(next);
    },
    emit: (name, data) => events.emit({ name, data }),
    async call<K extends CommandName>(name: K, input: CommandInput<K>): Promise<CommandResult<K>> {
      asked.push({ name, input });
      const answer: Answers[K] = answers[name];
      return answer === undefined ? err('unknown-name', `${name} was not expected`) : answer(input);
    },
    on<K extends EventName>(name: K, listener: (data: EventData<K>) => void) {
      return events.on((event) => {
        if (event.name === name) listener(event.data as EventData<K>);
      });
    },
    open(_name, _input, listener) {
      listener.end({ code: 'closed', message: 'No stream here.' });
      return () => {};
    },
    onState: (listener) => states.on(listener),
    close() {
      state = 'closed';
      states.emit(state);
    },
  };
}
