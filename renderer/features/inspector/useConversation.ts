import { useEffect, useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Row } from '#shared/model/row.ts';

/** While a connection is open its handshakes go on and its keep-alive runs. */
const EVERY_MS = 1000;

export type ConversationAnswer = CommandOutput<'mqtt.conversation'>;

/** The connection of an MQTT row and the partners of its packet, kept up to date while it is open; null for other rows and until known. */
export function useConversation(row: Row): ConversationAnswer | null {
  const rpc = useRpc();
  const [answer, setAnswer] = useState<ConversationAnswer | null>(null);
  const { lane, link, seq } = row;
  useEffect(() => {
    if (lane !== 'mqtt') return undefined;
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const result = await rpc.call('mqtt.conversation', { link, seq });
      if (!current) return;
      if (result.ok) setAnswer(result.value);
      // After a failure again: the wire may come back.
      const isOver = result.ok ? result.value.conversation.end !== null : result.error.code === 'not-found';
      if (!isOver) timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [rpc, lane, link, seq]);
  return answer;
}
