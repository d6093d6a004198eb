import { useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import type { SerialSendInput } from '#shared/contract/serial.ts';

export interface Send {
  /** True when the port took it. */
  send(form: SerialSendInput['form'], data: string): Promise<boolean>;
  /** Why the last one failed, in words; '' when it did not. */
  readonly trouble: string;
  clearTrouble(): void;
}

export function useSend(link: number | null): Send {
  const rpc = useRpc();
  const [trouble, setTrouble] = useState('');
  return {
    trouble,
    clearTrouble: () => setTrouble(''),
    async send(form, data) {
      if (link === null) return false;
      const answer = await rpc.call('serial.send', { link, form, data });
      setTrouble(answer.ok ? '' : answer.error.message);
      return answer.ok;
    },
  };
}
