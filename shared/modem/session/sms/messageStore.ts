/** Storages that messages can be in: the SIM and the modem (V3.00 9.2.2). */
export const MESSAGE_MEMORIES = ['SM', 'ME'] as const;
export type MessageMemory = (typeof MESSAGE_MEMORIES)[number];

/** Received and not read, received and read, stored and not sent, stored and sent (3GPP TS 27.005 3.1). */
export type MessageState = 0 | 1 | 2 | 3;

export interface StoredMessage {
  readonly memory: MessageMemory;
  readonly index: number;
  readonly state: MessageState;
  /** Number of the service centre it came through or goes through; '' for the one that is set. */
  readonly centre: string;
  /** The TPDU: SMS-DELIVER in states 0 and 1, else SMS-SUBMIT. */
  readonly tpdu: Uint8Array;
}

/** Places: a usual SIM, the modem. */
export const MESSAGE_PLACES: Readonly<Record<MessageMemory, number>> = { SM: 50, ME: 23 };

/** The messages kept, by place. They outlive a restart. */
export interface MessageStore {
  used(memory: MessageMemory): number;
  /** In the order of their places. */
  list(memory: MessageMemory): readonly StoredMessage[];
  get(memory: MessageMemory, index: number): StoredMessage | undefined;
  /** Puts it into the first free place and gives its number; null when there is none. */
  add(message: Omit<StoredMessage, 'index'>): number | null;
  mark(message: StoredMessage, state: MessageState): void;
  remove(message: StoredMessage): void;
}

export function createMessageStore(messages: StoredMessage[]): MessageStore {
  const list = (memory: MessageMemory): readonly StoredMessage[] =>
    messages.filter((message) => message.memory === memory).toSorted((a, b) => a.index - b.index);
  const get: MessageStore['get'] = (memory, index) =>
    messages.find((message) => message.memory === memory && message.index === index);
  const replace = (old: StoredMessage, ...next: readonly StoredMessage[]): void => {
    const at = messages.findIndex(({ memory, index }) => memory === old.memory && index === old.index);
    if (at >= 0) messages.splice(at, 1, ...next);
  };
  return {
    used: (memory) => list(memory).length,
    list,
    get,
    add(message) {
      for (let index = 0; index < MESSAGE_PLACES[message.memory]; index += 1) {
        if (get(message.memory, index) !== undefined) continue;
        messages.push({ ...message, index });
        return index;
      }
      return null;
    },
    mark: (message, state) => replace(message, { ...message, state }),
    remove: (message) => replace(message),
  };
}
