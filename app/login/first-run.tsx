'use client'

import { useSetup } from '../_live/setup'
import { useText } from '../_text/language'
import { login } from '../_text/login'
import { ButtonLink } from '../_ui/button'
import { Steps } from '../_ui/steps'
import styles from './login.module.css'

/** Shown only on a server that nobody has set up yet. */
export const FirstRun = () => {
  const words = useText(login)
  const setup = useSetup()
  if (!setup?.needed) return null
  const { steps } = setup
  return (
    <section className={styles.first}>
      <h2>{words.firstRun}</h2>
      <p className={styles.hint}>{words.firstRunHint}</p>
      <Steps
        steps={[
          { name: words.steps.administrator, done: steps.administrator },
          { name: words.steps.roads, done: steps.roads },
          { name: words.steps.checkpoint, done: steps.checkpoint },
          { name: words.steps.pairing, done: steps.pairing },
        ]}
      />
      <ButtonLink href="/setup" size="large" wide>
        {words.start}
      </ButtonLink>
    </section>
  )
}
