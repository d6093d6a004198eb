import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { copyText } from '#renderer/ui/copyText.ts';
import { Menu, MenuItem } from '#renderer/ui/Menu.tsx';
import type { Row } from '#shared/model/row.ts';
import { type DecodedPacket, eachNode } from '#shared/protocol/mqtt/tree/fieldNode.ts';
import { asCArray, asHex, asJson } from './copyForms.ts';
import styles from './Inspector.module.css';
import { rowTitle } from './rowMeaning.ts';

/** Puts the row on the clipboard: as hex, as a C array, as JSON. */
export function CopyMenu({ row, packet }: { row: Row; packet: DecodedPacket | null }) {
  const [said, setSaid] = useState('');
  const copy = async (what: string, text: string): Promise<void> => {
    setSaid((await copyText(text)) ? `Copied as ${what}` : 'The browser did not allow copying');
  };
  const secret = packet !== null && [...eachNode(packet.fields)].some((node) => node.secret && node.end > node.start);
  const warning = secret ? ' (with the password)' : '';
  return (
    <span className={styles.copy}>
      <Menu
        align="end"
        trigger={
          <Button size="small" variant="plain" icon={<Copy />}>
            Copy
          </Button>
        }
      >
        <MenuItem onSelect={() => void copy('hex', asHex(row.bytes))}>Hex{warning}</MenuItem>
        <MenuItem onSelect={() => void copy('a C array', asCArray(row.bytes, rowTitle(row)))}>
          C array{warning}
        </MenuItem>
        <MenuItem onSelect={() => void copy('JSON', asJson(row, packet))}>
          {packet === null ? 'JSON' : 'JSON (decoded)'}
        </MenuItem>
      </Menu>
      <span role="status" className={styles.copied}>
        {said}
      </span>
    </span>
  );
}
