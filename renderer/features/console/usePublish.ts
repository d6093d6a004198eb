import { useRef, useState } from 'react';
import { useServices, useSettings } from '#renderer/app/services.ts';
import type { PublishInput } from '#shared/contract/publish.ts';
import { HISTORY_LENGTH } from '#shared/contract/settings.ts';
import { AT_DRAFT, newerMessage, olderMessage, rememberMessage } from './publishHistory.ts';
import { type Asker, useAsker } from './useConsole.ts';

const EMPTY: PublishInput = { topic: '', qos: 0, retain: false, payload: '', encoding: 'text' };

export interface PublishDraft {
  readonly form: PublishInput;
  readonly asker: Asker;
  /** What became of the last one, in a word; '' when nothing was published since the form was changed. */
  readonly sent: string;
  set(change: Partial<PublishInput>): void;
  /** Puts a whole message into the form. */
  take(message: PublishInput): void;
  publish(): Promise<void>;
  /** Walks through what was published; false at the end. */
  older(): boolean;
  newer(): boolean;
}

/** The message being written, remembered as it is typed, and what was published before. */
export function usePublish(): PublishDraft {
  const asker = useAsker();
  const { settings } = useServices();
  const form = useSettings((slice) => slice.settings.publish) ?? EMPTY;
  const cursor = useRef(AT_DRAFT);
  const [sent, setSent] = useState('');

  const put = (message: PublishInput): void => {
    asker.clearTrouble();
    setSent('');
    settings.getState().patch({ publish: message });
  };
  const walk = (step: ReturnType<typeof olderMessage>): boolean => {
    if (step === null) return false;
    cursor.current = step.cursor;
    put(step.message);
    return true;
  };
  const history = (): readonly PublishInput[] => settings.getState().settings.published;
  const takeUp = (message: PublishInput): void => {
    cursor.current = AT_DRAFT;
    put(message);
  };

  return {
    form,
    asker,
    sent,
    set: (change) => takeUp({ ...form, ...change }),
    take: takeUp,
    async publish() {
      setSent('');
      const answer = await asker.answer('console.publish', form);
      if (!answer.ok) return;
      cursor.current = AT_DRAFT;
      const { note } = answer.value;
      setSent(form.qos === 0 ? 'Sent' : note === undefined ? 'Acknowledged' : `Acknowledged (${note})`);
      const { publishHistory, published } = settings.getState().settings;
      settings.getState().patch({
        publishHistory: [form.topic, ...publishHistory.filter((old) => old !== form.topic)].slice(0, HISTORY_LENGTH),
        published: rememberMessage(published, form),
      });
    },
    older: () => walk(olderMessage(history(), cursor.current, form)),
    newer: () => walk(newerMessage(history(), cursor.current)),
  };
}
