import type { ReactNode } from 'react'
import { Icon } from './icons'
import styles from './steps.module.css'

interface Step {
  name: string
  done: boolean
  note?: string
}

/** Steps in order; the first that is not done is the present one. `children` are what the present one asks. */
export const Steps = ({ steps, children }: { steps: readonly Step[]; children?: ReactNode }) => {
  const present = steps.findIndex((step) => !step.done)
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li
          key={step.name}
          className={step.done ? styles.done : undefined}
          aria-current={index === present ? 'step' : undefined}
        >
          <div className={styles.step}>
            <span className={styles.number}>{step.done ? <Icon name="check" size={14} /> : index + 1}</span>
            <span>{step.name}</span>
            {step.note ? <span className={styles.note}>{step.note}</span> : null}
          </div>
          {index === present && children ? <div className={styles.body}>{children}</div> : null}
        </li>
      ))}
    </ol>
  )
}
