import { useRef } from 'react';
import { useServices } from '#renderer/app/services.ts';
import { AT_DRAFT, newerLine, olderLine, rememberLine } from './sendHistory.ts';

export interface SendHistory {
  /** The line before the one shown, or null. `text`: what is in the field. */
  older(text: string): string | null;
  newer(): string | null;
  /** The user edits: the walk is over. */
  reset(): void;
  remember(line: string): void;
}

/** The lines sent so far, kept between runs. */
export function useSendHistory(): SendHistory {
  const { settings } = useServices();
  const cursor = useRef(AT_DRAFT);
  const entries = (): readonly string[] => settings.getState().settings.atHistory;
  return {
    older(text) {
      const step = olderLine(entries(), cursor.current, text);
      if (step !== null) cursor.current = step.cursor;
      return step?.text ?? null;
    },
    newer() {
      const step = newerLine(entries(), cursor.current);
      if (step !== null) cursor.current = step.cursor;
      return step?.text ?? null;
    },
    reset() {
      cursor.current = AT_DRAFT;
    },
    remember(line) {
      cursor.current = AT_DRAFT;
      settings.getState().patch({ atHistory: [...rememberLine(entries(), line)] });
    },
  };
}
