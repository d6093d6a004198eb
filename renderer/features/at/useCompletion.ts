import { useMemo, useState } from 'react';
import { useDictionary } from '#renderer/app/useDictionary.ts';
import { completeCommand, type ParameterHelp, type Suggestion } from '#shared/protocol/at/dictionary/completion.ts';

/** Suggestions in sight at once. */
const MAX_SHOWN = 8;

export interface CommandCompletion {
  /** What can be typed; [] when there is nothing to suggest or the list was closed. */
  readonly suggestions: readonly Suggestion[];
  /** The suggestion that Tab takes. */
  readonly chosen: number;
  /** Help on the parameter the cursor is in. */
  readonly parameter: ParameterHelp | null;
  move(step: 1 | -1): void;
  /** The text with the suggestion in place, and the cursor behind it. */
  accept(index: number): { readonly text: string; readonly cursor: number };
  close(): void;
  /** Something was typed: suggest again. */
  reopen(): void;
}

/** Completes an AT command line from the dictionary of the modem's family. */
export function useCompletion(text: string, cursor: number, active: boolean): CommandCompletion {
  const dictionary = useDictionary();
  const [closed, setClosed] = useState(false);
  const [index, setIndex] = useState(0);
  const completion = useMemo(
    () => (active && text !== '' ? completeCommand(dictionary, text, cursor) : null),
    [dictionary, text, cursor, active],
  );
  const typed = completion === null ? '' : text.slice(completion.replace.from, completion.replace.to);
  // What is already typed in full needs no suggestion.
  const useful = (completion?.suggestions ?? []).filter(({ insert }) => insert.toUpperCase() !== typed.toUpperCase());
  const suggestions = closed ? [] : useful.slice(0, MAX_SHOWN);
  const chosen = Math.min(index, Math.max(0, suggestions.length - 1));
  return {
    suggestions,
    chosen,
    parameter: closed ? null : (completion?.parameter ?? null),
    move(step) {
      setIndex((chosen + step + suggestions.length) % Math.max(1, suggestions.length));
    },
    accept(at) {
      const suggestion = suggestions[at];
      if (suggestion === undefined || completion === null) return { text, cursor };
      const { from, to } = completion.replace;
      setIndex(0);
      return {
        text: text.slice(0, from) + suggestion.insert + text.slice(to),
        cursor: from + suggestion.insert.length,
      };
    },
    close: () => setClosed(true),
    reopen() {
      setClosed(false);
      setIndex(0);
    },
  };
}
