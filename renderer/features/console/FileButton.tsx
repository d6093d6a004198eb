import { useRef, useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import styles from './ConsolePanel.module.css';

interface FileButtonProps {
  /** What stands on it. */
  readonly children: string;
  /** Its accessible name where several say the same. */
  readonly label?: string;
  /** As for an input: `.pem,.crt`. */
  readonly accept: string;
  /** Larger files are not read. */
  readonly maxBytes: number;
  readonly onText: (text: string) => void;
}

/** Opens the system's file dialog and hands over the text of the chosen file. */
export function FileButton({ children, label, accept, maxBytes, onText }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setTooLarge(file.size > maxBytes);
    if (file.size <= maxBytes) onText(await file.text());
  };
  return (
    <>
      {tooLarge ? (
        <span className={styles.trouble} role="alert">
          That file is too large.
        </span>
      ) : null}
      <Button size="small" aria-label={label ?? children} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={`File: ${label ?? children}`}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          void read(file);
          target.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}
