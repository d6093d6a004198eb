import { err, type Failure } from '../base/result.ts';
import { contract, type StreamName } from '../contract/contract.ts';
import { checkValue } from './contractLookup.ts';
import type { ServerMessage } from './messages.ts';

/** A view's listener with its item type forgotten. */
export interface AnyStreamListener {
  item(item: unknown, body: Uint8Array | undefined): void;
  end(error: Failure<string> | undefined): void;
}

interface Options {
  readonly sendCredit: (id: number) => void;
  readonly sendClose: (id: number) => void;
  readonly report: (error: unknown) => void;
  /** Check items against the contract. */
  readonly validate: boolean;
}

export interface ClientStreams {
  add(id: number, name: StreamName, listener: AnyStreamListener): void;
  /** The view has enough; its listener hears nothing more. False: it was over already. */
  remove(id: number): boolean;
  item(message: Extract<ServerMessage, { m: 'item' }>, body: Uint8Array | undefined): void;
  end(id: number, error: Failure<string> | undefined): void;
  endAll(error: Failure<string>): void;
}

/** The open streams of one client. */
export function createClientStreams({ sendCredit, sendClose, report, validate }: Options): ClientStreams {
  const open = new Map<number, { readonly name: StreamName; readonly listener: AnyStreamListener }>();

  const end = (id: number, error: Failure<string> | undefined): void => {
    const stream = open.get(id);
    if (stream === undefined || !open.delete(id)) return;
    try {
      stream.listener.end(error);
    } catch (thrown) {
      report(thrown);
    }
  };
  /** Ends a stream that cannot go on, on both sides. */
  const abort = (id: number, reason: unknown, error: Failure<string>): void => {
    report(reason);
    if (!open.has(id)) return;
    sendClose(id);
    end(id, error);
  };

  return {
    add: (id, name, listener) => void open.set(id, { name, listener }),
    remove: (id) => open.delete(id),
    item({ id, item }, body) {
      const stream = open.get(id);
      if (stream === undefined) return; // closed while the item was on its way
      if (validate) {
        const checked = checkValue(contract[stream.name].item, item);
        if (!checked.ok) return abort(id, new Error(`Item of ${stream.name}: ${checked.error.message}`), badItem);
      }
      try {
        stream.listener.item(item, body);
      } catch (thrown) {
        return abort(id, thrown, failedListener);
      }
      if (open.has(id)) sendCredit(id);
    },
    end,
    endAll(error) {
      for (const id of [...open.keys()]) end(id, error);
    },
  };
}

const badItem = err('internal', 'The bench sent an item outside its contract. Reload the window.').error;
const failedListener = err('internal', 'The window failed while taking in what the bench sent.').error;
