import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

export interface MenuProps {
  /** A button; takes a ref and spreads its props. */
  readonly trigger: ReactElement;
  /** MenuItem, MenuCheck, MenuLabel, MenuSeparator. */
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
}

export function Menu({ trigger, children, align = 'start' }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.content} align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly disabled?: boolean;
}

export function MenuItem({ children, onSelect, icon, shortcut, disabled = false }: MenuItemProps) {
  return (
    <Radix.Item className={styles.item} onSelect={onSelect} disabled={disabled}>
      <span className={styles.mark}>{icon}</span>
      {children}
      {shortcut === undefined ? null : (
        <span className={styles.keys}>
          <Kbd keys={shortcut} />
        </span>
      )}
    </Radix.Item>
  );
}

export interface MenuCheckProps {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Stays open when toggled, so that several can be set at once. */
export function MenuCheck({ children, checked, onChange }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      className={styles.item}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.mark}>
        <Radix.ItemIndicator>
          <Check aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className={styles.label}>{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className={styles.separator} />;
}
