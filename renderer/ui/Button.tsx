import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { classNames } from './classNames.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do next. `plain`: no frame until hovered. `danger`: takes something away. */
  readonly variant?: 'normal' | 'primary' | 'plain' | 'danger';
  readonly size?: 'normal' | 'small';
  /** Icon before the text. */
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'normal',
  size = 'normal',
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} className={classNames(styles.button, styles[variant], styles[size], className)}>
      {icon}
      {children}
    </button>
  );
}
