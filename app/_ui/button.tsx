import Link from 'next/link'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './button.module.css'

interface Look {
  /** `primary` once a screen; `plain` is the rest; `quiet` has no edge; `ending` is for what cannot be taken back. */
  look?: 'primary' | 'plain' | 'quiet' | 'ending'
  size?: 'control' | 'large'
  wide?: boolean
}

const classes = ({ look = 'plain', size = 'control', wide = false }: Look) =>
  [styles.button, styles[look], size === 'large' ? styles.large : '', wide ? styles.wide : ''].join(' ')

type Props = Look & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean }

export const Button = ({ look, size, wide, busy = false, type = 'button', disabled, children, ...rest }: Props) => (
  <button
    {...rest}
    type={type}
    className={classes({ look, size, wide })}
    disabled={disabled || busy}
    aria-busy={busy || undefined}
  >
    {children}
  </button>
)

/** A button that leads somewhere is a link. */
export const ButtonLink = ({ look, size, wide, href, children }: Look & { href: string; children: ReactNode }) => (
  <Link href={href} className={classes({ look, size, wide })} prefetch={false}>
    {children}
  </Link>
)
