import { useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import type { LinkSide, SerialSendInput } from '#shared/contract/serial.ts';
import { sendInput } from './sendInput.ts';

export interface Send {
  /** True when the port took it. */
  send(form: SerialSendInput['form'], data: string): Promise<boolean>;
  /** Why the last one failed, in words; '' when it did not. */
  readonly trouble: string;
  clearTrouble(): void;
}

/** `side`: of a bridge, to whom; null where there is one port. */
export function useSend(link: number | null, side: LinkSide | null): Send {
  const rpc = useRpc();
  const [trouble, setTrouble] = useState('');
  return {
    trouble,
    clearTrouble: () => setTrouble(''),
    async send(form, data) {
      if (link === null) return false;
      const answer = await rpc.call('serial.send', sendInput(link, side, form, data));
      setTrouble(answer.ok ? '' : answer.error.message);
      return answer.ok;
    },
  };
}
