export type Unsubscribe = () => void;

export interface Emitter<T> {
  /** Adds a listener; the answer removes it again. */
  on(listener: (value: T) => void): Unsubscribe;
  emit(value: T): void;
  readonly size: number;
}

/** A typed list of listeners. A listener that removes itself while called is safe. */
export function createEmitter<T>(): Emitter<T> {
  let listeners: readonly ((value: T) => void)[] = [];
  return {
    on(listener) {
      const entry = (value: T): void => listener(value);
      listeners = [...listeners, entry];
      return () => {
        listeners = listeners.filter((candidate) => candidate !== entry);
      };
    },
    emit(value) {
      for (const listener of listeners) listener(value);
    },
    get size() {
      return listeners.length;
    },
  };
}
