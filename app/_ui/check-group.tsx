import styles from './check-group.module.css'

/** Some of a few things, each ticked by itself. */
export const CheckGroup = <Value extends string>({
  label,
  all,
  chosen,
  word,
  columns = 1,
  onChange,
}: {
  label: string
  all: readonly Value[]
  chosen: readonly Value[]
  word: Record<Value, string>
  columns?: 1 | 2
  onChange: (chosen: Value[]) => void
}) => (
  <fieldset className={styles.group} data-columns={columns}>
    <legend>{label}</legend>
    {all.map((one) => (
      <label key={one}>
        <input
          type="checkbox"
          checked={chosen.includes(one)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
          }
        />
        {word[one]}
      </label>
    ))}
  </fieldset>
)
