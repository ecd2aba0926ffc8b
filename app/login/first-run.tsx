'use client'

import { useSetup } from '../_live/setup'
import { useText } from '../_text/language'
import { login } from '../_text/login'
import { setup as setupWords } from '../_text/setup'
import { ButtonLink } from '../_ui/button'
import { Steps } from '../_ui/steps'
import styles from './login.module.css'

/** Shown only on a server that nobody has set up yet. */
export const FirstRun = () => {
  const words = useText(login)
  const stepWords = useText(setupWords).steps
  const setup = useSetup()
  if (!setup?.needed) return null
  const { steps } = setup
  return (
    <section className={styles.first}>
      <h2>{words.firstRun}</h2>
      <p className={styles.hint}>{words.firstRunHint}</p>
      <Steps
        steps={(['administrator', 'zone', 'roads', 'checkpoint', 'pairing'] as const).map((step) => ({
          name: stepWords[step],
          done: steps[step],
        }))}
      />
      <ButtonLink href="/setup" size="large" wide>
        {words.start}
      </ButtonLink>
    </section>
  )
}
