import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import styles from './field.module.css'

interface Around {
  label: string
  hint?: string
  /** What is wrong and what to do: "号牌少 1 位", never "格式错误". */
  error?: string | undefined
  size?: 'control' | 'large'
}

const Frame = ({ id, label, hint, error, children }: Around & { id: string; children: ReactNode }) => (
  <div className={styles.field}>
    <label htmlFor={id} className={styles.label}>
      {label}
    </label>
    {hint ? (
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    ) : null}
    {children}
    {error ? (
      <p id={`${id}-error`} className={styles.error} role="alert">
        {error}
      </p>
    ) : null}
  </div>
)

const described = (id: string, { hint, error }: Around) =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

const look = (size: Around['size']) => [styles.input, size === 'large' ? styles.large : ''].join(' ')

type InputProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'size'>

export const TextField = ({ label, hint, error, size, ...rest }: InputProps) => {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        className={look(size)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, { label, hint, error })}
      />
    </Frame>
  )
}

type SelectProps = Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'size'>

export const SelectField = ({ label, hint, error, size, children, ...rest }: SelectProps) => {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        {...rest}
        id={id}
        className={`${look(size)} ${styles.select}`}
        aria-describedby={described(id, { label, hint, error })}
      >
        {children}
      </select>
    </Frame>
  )
}
