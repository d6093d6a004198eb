import type { Unsubscribe } from '../base/emitter.ts';
import type { Failure } from '../base/result.ts';
import type {
  CommandInput,
  CommandName,
  CommandResult,
  EventData,
  EventName,
  StreamInput,
  StreamItem,
  StreamName,
} from '../contract/contract.ts';

export interface StreamListener<K extends StreamName> {
  /** Takes the item in. The credit goes back when this returns, so do the work here, not later. */
  item(item: StreamItem<K>, body: Uint8Array | undefined): void;
  /** The bench ended the stream, or the wire closed. */
  end(error: Failure<string> | undefined): void;
}

/** A view's side of the contract. Never throws and never rejects: a call on a closed wire answers `closed`. */
export interface RpcClient {
  call<K extends CommandName>(name: K, input: CommandInput<K>): Promise<CommandResult<K>>;
  on<K extends EventName>(name: K, listener: (data: EventData<K>) => void): Unsubscribe;
  /** Opens a stream; the answer closes it. */
  open<K extends StreamName>(name: K, input: StreamInput<K>, listener: StreamListener<K>): () => void;
  /** `refused`: the bench speaks another protocol version. */
  readonly state: 'connecting' | 'ready' | 'refused' | 'closed';
  onState(listener: (state: RpcClient['state']) => void): Unsubscribe;
  close(): void;
}
