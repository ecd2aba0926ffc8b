'use client'

import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from 'react'
import { everyRoom } from '../_text/every-room'
import { number } from '../_text/format'
import { useText } from '../_text/language'
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

const look = (size: Around['size'], own = '') => [styles.input, size === 'large' ? styles.large : '', own].join(' ')

type InputProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'size'>

export const TextField = ({ label, hint, error, size, className, ...rest }: InputProps) => {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        className={look(size, className)}
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

/** Text of several lines. */
export const AreaField = ({
  label,
  hint,
  error,
  size,
  className,
  ...rest
}: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) => {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        {...rest}
        id={id}
        className={look(size, `${styles.area} ${className ?? ''}`)}
        aria-describedby={described(id, { label, hint, error })}
      />
    </Frame>
  )
}

/** The browser's own file input speaks the browser's language; this one speaks the reader's. */
export const FileField = ({ label, hint, error, name, accept, disabled }: InputProps) => {
  const id = useId()
  const words = useText(everyRoom)
  const [file, setFile] = useState<File | null>(null)
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <div className={styles.file} data-disabled={disabled || undefined}>
        <input
          id={id}
          name={name}
          type="file"
          accept={accept}
          disabled={disabled}
          className={styles.fileInput}
          aria-describedby={described(id, { label, hint, error })}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <span className={styles.fileAct}>{words.chooseFile}</span>
        <span className={file ? styles.fileName : styles.fileNone}>
          {file ? `${file.name} · ${number(Math.max(0.1, file.size / 1e6))} MB` : words.noFile}
        </span>
      </div>
    </Frame>
  )
}
