import type { Row } from '#shared/model/row.ts';

export const PANES = ['at', 'mqtt', 'console'] as const;
export type PaneId = (typeof PANES)[number];

/** The landmarks' names, as users, tests and assistive tools know them. */
export const PANE_NAMES: Readonly<Record<PaneId, string>> = {
  at: 'AT traffic',
  mqtt: 'MQTT packets',
  console: 'Console',
};

/** What the keyboard and the command palette can ask of a pane. */
export interface PaneHandle {
  /** Puts the keyboard focus on the pane's list. */
  focus(): void;
  focusSearch(): void;
  /** Hides what is shown so far; the capture keeps it. */
  clear(): void;
  togglePause(): void;
  /** The row, if the pane's mirror holds it. Do not keep it. */
  find(seq: number): Row | undefined;
}

export interface PaneRegistry {
  /** The answer takes the pane out again. */
  register(id: PaneId, handle: PaneHandle): () => void;
  get(id: PaneId): PaneHandle | undefined;
  /** The row from whichever pane holds it. */
  find(seq: number): Row | undefined;
}

export function createPaneRegistry(): PaneRegistry {
  const handles = new Map<PaneId, PaneHandle>();
  return {
    register(id, handle) {
      handles.set(id, handle);
      return () => {
        if (handles.get(id) === handle) handles.delete(id);
      };
    },
    get: (id) => handles.get(id),
    find(seq) {
      for (const handle of handles.values()) {
        const row = handle.find(seq);
        if (row !== undefined) return row;
      }
      return undefined;
    },
  };
}
