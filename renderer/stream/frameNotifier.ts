import { createEmitter, type Unsubscribe } from '#shared/base/emitter.ts';

/** Turns any number of changes into one notification and one version per frame. */
export interface FrameNotifier {
  /** Something changed. */
  touch(): void;
  readonly version: number;
  /** Called in the frame, after the version went up. */
  subscribe(listener: () => void): Unsubscribe;
}

export function createFrameNotifier(schedule: (callback: () => void) => void): FrameNotifier {
  const changed = createEmitter<void>();
  let version = 0;
  let due = false;
  const notify = (): void => {
    due = false;
    version += 1;
    changed.emit();
  };
  return {
    touch() {
      if (due) return;
      due = true;
      schedule(notify);
    },
    get version() {
      return version;
    },
    subscribe: (listener) => changed.on(listener),
  };
}
