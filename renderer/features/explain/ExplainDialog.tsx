import { Copy, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type DragEvent, useMemo } from 'react';
import { useView } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import styles from './ExplainDialog.module.css';
import { explainReport } from './explainReport.ts';
import { readDropped } from './readDropped.ts';

/** Explains text pasted from any terminal, or a dropped file: the same report as `modemscope explain`. */
export function ExplainDialog() {
  const text = useView((slice) => slice.explainText);
  const setText = useView((slice) => slice.setExplainText);
  return (
    <Dialog.Root open={text !== null} onOpenChange={(open) => (open ? undefined : setText(null))}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <header className={styles.head}>
            <Dialog.Title className={styles.title}>Explain a capture</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label="Close" icon={<X />} />
            </Dialog.Close>
          </header>
          {text === null ? null : <Explained text={text} onText={setText} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Explained({ text, onText }: { text: string; onText: (text: string) => void }) {
  const report = useMemo(() => explainReport(text), [text]);
  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    const dropped = await readDropped(event.dataTransfer);
    if (dropped !== '') onText(dropped);
  };
  return (
    <div className={styles.columns}>
      <textarea
        className={styles.text}
        aria-label="Capture"
        placeholder={'Paste the log of any terminal here, or drop a file.\n\nAT+CPIN?\n+CME ERROR: SIM not inserted'}
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => void drop(event)}
      />
      <div className={styles.report}>
        <pre className={styles.words}>{report}</pre>
        <Button
          size="small"
          icon={<Copy aria-hidden="true" />}
          onClick={() => void navigator.clipboard.writeText(report).catch(() => undefined)}
        >
          Copy the report
        </Button>
      </div>
    </div>
  );
}
