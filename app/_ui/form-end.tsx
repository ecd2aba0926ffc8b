import type { ComponentProps } from 'react'
import { Button } from './button'
import styles from './form-end.module.css'

/** How a form ends: what is wrong, then the button that says what it does. */
export const FormEnd = ({
  error,
  act,
  ...button
}: Pick<ComponentProps<typeof Button>, 'busy' | 'disabled' | 'size' | 'wide'> & {
  error: string | null
  act: string
}) => (
  <>
    {error ? (
      <p className={styles.error} role="alert">
        {error}
      </p>
    ) : null}
    <Button {...button} type="submit" look="primary">
      {act}
    </Button>
  </>
)
