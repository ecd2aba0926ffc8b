import { Icon } from './icons'
import styles from './steps.module.css'

interface Step {
  name: string
  done: boolean
  note?: string
}

/** Steps in order; the first that is not done is the present one, unless `at` names another. */
export const Steps = ({ steps, at }: { steps: readonly Step[]; at?: number }) => {
  const present = at ?? steps.findIndex((step) => !step.done)
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li
          key={step.name}
          className={`${styles.step} ${step.done ? styles.done : ''}`}
          aria-current={index === present ? 'step' : undefined}
        >
          <span className={styles.number}>{step.done ? <Icon name="check" size={14} /> : index + 1}</span>
          <span className={styles.name}>{step.name}</span>
          {step.note ? <span className={styles.note}>{step.note}</span> : null}
        </li>
      ))}
    </ol>
  )
}
