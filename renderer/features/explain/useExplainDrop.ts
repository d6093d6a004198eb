import { useEffect } from 'react';
import { useView } from '#renderer/app/services.ts';
import { readDropped } from './readDropped.ts';

/** Files dropped and text pasted anywhere but into a field open the explanation. */
export function useExplainDrop(): void {
  const setText = useView((slice) => slice.setExplainText);
  useEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      if (event.dataTransfer === null) return;
      void readDropped(event.dataTransfer).then((text) => {
        if (text !== '') setText(text);
      });
    };
    const paste = (event: ClipboardEvent): void => {
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.includes('\n')) setText(text);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  }, [setText]);
}
